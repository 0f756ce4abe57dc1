import { Refusal } from '../../core/refusal';

export const stackSetNotFound = (name: string): Refusal =>
  new Refusal('StackSetNotFoundException', `StackSet ${name} not found`, 404);

export const stackSetNotEmpty = (): Refusal =>
  new Refusal('StackSetNotEmptyException', 'StackSet is not empty', 409);
