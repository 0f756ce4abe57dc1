/** What CloudFormation says about a template or its parameters before it touches anything. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly code = 'ValidationError';
}

/** It may be right; it is not read here. */
export class NotRead extends Error {
  override readonly name = 'NotRead';
}

export const validationError = (message: string) => new TemplateError(message);
