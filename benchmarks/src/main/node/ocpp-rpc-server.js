// SPDX-License-Identifier: Apache-2.0
// A management system on ocpp-rpc that keeps transactions in memory: node ocpp-rpc-server.js PORT [strict]
const { RPCServer } = require("ocpp-rpc");

const port = Number(process.argv[2]);
const strict = process.argv[3] === "strict";
const protocols = ["ocpp1.6", "ocpp2.0.1"];
const server = new RPCServer({ protocols, strictMode: strict ? ["ocpp1.6", "ocpp2.0.1"] : false });
const transactions = new Map();
let nextTransaction = 1;

server.auth((accept) => accept());
server.on("client", (client) => {
  client.handle("BootNotification", () => (
    { status: "Accepted", interval: 3600, currentTime: new Date().toISOString() }));
  client.handle("Heartbeat", () => ({ currentTime: new Date().toISOString() }));
  client.handle("StatusNotification", () => ({}));
  client.handle("Authorize", () => ({ idTagInfo: { status: "Accepted" } }));
  client.handle("StartTransaction", ({ params }) => {
    const transactionId = nextTransaction++;
    transactions.set(transactionId, { ...params, meterValues: 0 });
    return { transactionId, idTagInfo: { status: "Accepted" } };
  });
  client.handle("MeterValues", ({ params }) => {
    const transaction = transactions.get(params.transactionId);
    if (transaction) transaction.meterValues++;
    return {};
  });
  client.handle("StopTransaction", ({ params }) => {
    transactions.delete(params.transactionId);
    return {};
  });
  client.handle(() => ({}));
});
server.listen(port, "127.0.0.1");
