// What the message definitions say, as forms need it.
import { get, seg } from "/console/core/api.js";

const known = new Map();

/** The definitions of a version: actions that go to stations, and the named types by name. */
export function definitions(version) {
  if (!known.has(version)) {
    const loading = get("/definitions/" + seg(version)).then(({ actions, types }) => ({
      actions: actions.filter((a) => a.from !== "station").sort((a, b) => a.block.localeCompare(b.block) || a.action.localeCompare(b.action)),
      types: new Map(types.map((type) => [type.name, type])),
    }));
    loading.catch(() => known.delete(version));
    known.set(version, loading);
  }
  return known.get(version);
}

export const isList = (member) => member.minItems !== undefined;

/** What a member begins with: required objects and lists are there, the rest is empty. */
export function initial(member, types) {
  if (isList(member)) {
    return Array.from({ length: Math.max(member.minItems, member.required ? 1 : 0) }, () => one(member, types));
  }
  return one(member, types);
}

export function one(member, types) {
  const type = types.get(member.type);
  if (type?.members) {
    return object(type.members, types);
  }
  return member.type === "boolean" && member.required ? false : undefined;
}

export function object(members, types) {
  const value = {};
  for (const member of members) {
    if (member.required) {
      const first = initial(member, types);
      if (first !== undefined) {
        value[member.name] = first;
      }
    }
  }
  return value;
}

/** "in seconds; at most 20 characters" */
export function hint(member, types) {
  const type = types.get(member.type);
  const parts = [];
  if (member.doc) {
    parts.push(member.doc);
  }
  if (member.maxLength) {
    parts.push(`at most ${member.maxLength} characters`);
  }
  if (member.min !== undefined && member.max !== undefined) {
    parts.push(`${member.min} to ${member.max}`);
  } else if (member.min !== undefined) {
    parts.push(`at least ${member.min}`);
  } else if (member.max !== undefined) {
    parts.push(`at most ${member.max}`);
  }
  if (type?.longest) {
    parts.push("or a value of your own");
  }
  return parts.join("; ");
}
