import { partitionOf } from '../../shared/domain/trail';

/** What serverless.yml gives the responder. Read once, on the first batch. */
export interface Settings {
  readonly table: string;
  readonly guardRole: string;
  readonly signalsUrl: string;
  readonly deadLettersUrl: string;
  readonly escalateAfter: number;
  readonly partition: string;
}

/** Throws one sentence that names the variable: a function without it cannot guard anything. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set; deploy the function with serverless.yml.`);
    return value;
  };
  const escalateAfter = Number(env.TRAILWARDEN_ESCALATE_AFTER ?? 5);
  if (!Number.isInteger(escalateAfter) || escalateAfter < 1) {
    throw new Error('TRAILWARDEN_ESCALATE_AFTER must be a whole number of at least 1.');
  }
  return {
    table: need('TRAILWARDEN_TABLE'),
    guardRole: need('TRAILWARDEN_GUARD_ROLE'),
    signalsUrl: need('TRAILWARDEN_SIGNALS_URL'),
    deadLettersUrl: need('TRAILWARDEN_DEAD_LETTERS_URL'),
    escalateAfter,
    partition: partitionOf(env.AWS_REGION ?? ''),
  };
}
