// Keys of 1.6 and variables of 2.x as one kind of row, and the command that sets one.

const path = (thing) => (typeof thing === "string" ? thing : [thing?.name, thing?.instance].filter(Boolean).join("/"));

/** Rows of what the server or a station told: keys of 1.6, or components with variables. */
export function rowsOf(items) {
  return items.map((item) => {
    if (item.key !== undefined) {
      return { key: item.key, name: item.key, group: "", value: item.value, readonly: item.readonly };
    }
    const attribute = item.attribute ?? item.variableAttribute?.[0] ?? item;
    const evse = item.component?.evse?.id ?? item.evse;
    const group = path(item.component) + (evse ? ` (EVSE ${evse})` : "");
    const name = path(item.variable);
    const type = attribute.type ?? attribute.attributeType;
    return {
      key: [group, name, type].join("|"), name: name + (type && type !== "Actual" ? ` (${type})` : ""), group, value: attribute.value,
      readonly: attribute.mutability === "ReadOnly", kind: item.variableCharacteristics?.dataType ?? item.dataType, item, type,
    };
  });
}

/** The command that gives a row another value. */
export function setting(version, row, value) {
  if (version === "1.6") {
    return { action: "ChangeConfiguration", payload: { key: row.key, value } };
  }
  const named = (thing) => (typeof thing === "string" ? { name: thing } : thing);
  const data = { attributeValue: value, component: named(row.item.component), variable: named(row.item.variable) };
  if (row.type && row.type !== "Actual") {
    data.attributeType = row.type;
  }
  return { action: "SetVariables", payload: { setVariableData: [data] } };
}
