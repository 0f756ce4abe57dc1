import { Refusal } from '../core/service';

/** What CloudFormation says about a template or its parameters before it touches anything. */
export const validationError = (message: string) => new Refusal('ValidationError', message);
