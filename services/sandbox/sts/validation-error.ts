import { Refusal } from '../core/service';

/** STS's refusal of a parameter that breaks its own rules. */
export function validationError(message: string): Refusal {
  return new Refusal('ValidationError', message);
}

/** In the form every AWS service generates it. */
export function constraintError(value: string | undefined, at: string, rule: string): Refusal {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return validationError(
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: Member must ${rule}`,
  );
}
