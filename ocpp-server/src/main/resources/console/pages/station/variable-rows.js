// Keys of 1.6 and variables of 2.x as one kind of row, and the command that sets one.

const named = (name, instance) => (instance ? `${name}/${instance}` : name);

/** A row of what the server knows: a key has no component. */
export function rowOf(known) {
  const { component, componentInstance, evse, connector, variable, variableInstance, attribute } = known;
  const where = [evse && `EVSE ${evse}`, connector && `connector ${connector}`].filter(Boolean).join(", ");
  return {
    known,
    key: JSON.stringify([component, componentInstance, evse, connector, variable, variableInstance, attribute]),
    group: component ? named(component, componentInstance) + (where ? ` (${where})` : "") : "",
    name: named(variable, variableInstance) + (attribute === "Actual" ? "" : ` (${attribute})`),
    value: known.value,
    unit: known.characteristics?.unit ?? "",
    readonly: known.mutability === "ReadOnly",
    kind: known.characteristics?.dataType ?? "",
    choices: known.characteristics?.dataType === "OptionList" ? (known.characteristics.valuesList ?? "").split(",").filter(Boolean) : [],
  };
}

/** The command that gives a row another value. */
export function setting(row, value) {
  const { component, componentInstance, evse, connector, variable, variableInstance, attribute } = row.known;
  if (!component) {
    return { action: "ChangeConfiguration", payload: { key: variable, value } };
  }
  const at = evse ? { evse: connector ? { id: evse, connectorId: connector } : { id: evse } } : {};
  const data = {
    attributeValue: value,
    component: { name: component, ...(componentInstance ? { instance: componentInstance } : {}), ...at },
    variable: { name: variable, ...(variableInstance ? { instance: variableInstance } : {}) },
  };
  if (attribute !== "Actual") {
    data.attributeType = attribute;
  }
  return { action: "SetVariables", payload: { setVariableData: [data] } };
}
