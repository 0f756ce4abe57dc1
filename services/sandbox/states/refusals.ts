import { Refusal } from '../core/service';

/** AWS's codes and sentences; without a mark they are recorded, see FIDELITY.md. */
export const refuse = {
  definition: (problems: readonly string[]) =>
    new Refusal('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`),
  name: (name: string) => new Refusal('InvalidName', `Invalid Name: '${name}'`),
  arn: (arn: string) => new Refusal('InvalidArn', `Invalid Arn: '${arn}'`),
  input: (text: string) =>
    new Refusal('InvalidExecutionInput', `Invalid State Machine Execution Input: '${text}'`),
  noMachine: (arn: string) =>
    new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`),
  machineExists: (arn: string) =>
    new Refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`),
  machineDeleting: (arn: string) =>
    new Refusal('StateMachineDeleting', `State Machine is being deleted: '${arn}'`),
  noExecution: (arn: string) =>
    new Refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`),
  executionExists: (arn: string) =>
    new Refusal('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`),
  token: () => new Refusal('InvalidToken', "Invalid Token: 'Invalid token'"),
  output: (text: string) =>
    new Refusal('InvalidOutput', `Invalid Output: '${text}' is not valid JSON.`),
  taskTimedOut: () =>
    new Refusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"),
  noResource: (arn: string) => new Refusal('ResourceNotFound', `Resource not found: '${arn}'`),
  tooManyTags: () => new Refusal('TooManyTags', 'Too many tags'),
  validation: (what: string) =>
    new Refusal('ValidationException', `1 validation error detected: ${what}`),
};
