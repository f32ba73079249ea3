// The types of events to choose from; others can be named in the address.
export const EVENT_TYPES = [
  "AlarmAcknowledged", "AlarmCleared", "AlarmRaised", "ApiAction", "ApiTokenPut", "ApiTokenRemoved", "BootNotified", "CallAnswered", "CommandEnded",
  "CommandQueued", "CommandSent", "ConfigurationChanged", "ConnectionClosed", "ConnectionOpened", "ConnectorStatusReported", "EventParked",
  "FlowAdvanced", "FlowEnded", "FlowStarted", "FrameRejected", "HandlerCrashed", "HandlerQuarantined", "HandlerReinstalled", "HandlerResumed", "HandlerSwapped", "Logout", "Login",
  "MeterValuesRecorded", "QuirksUsed", "RegistrationDecided", "SendReceived", "ServerStarted", "ServerStopped", "StationRegistered", "StationRemoved",
  "TaskStarted", "TokenAuthorized", "TokenPut", "TokenRemoved", "TransactionAuthorized", "TransactionEnded", "TransactionFlagged",
  "TransactionStarted", "TransactionUpdated", "UserPut", "UserRemoved", "VariablesReported",
];
