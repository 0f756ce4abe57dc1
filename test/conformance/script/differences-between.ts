import type { Answers } from './play';

/** A field of an answer in which two implementations differ. The side without the field is absent. */
export interface Difference {
  readonly call: string;
  /** `trailList.0.Name`; empty where one answers and the other refuses. */
  readonly path: string;
  readonly sandbox?: unknown;
  readonly moto?: unknown;
}

export function differencesBetween(sandbox: Answers, moto: Answers): readonly Difference[] {
  const calls = [...new Set([...Object.keys(sandbox), ...Object.keys(moto)])];
  return calls.flatMap((call) =>
    answersDiffer(sandbox[call], moto[call]).map((difference) => ({ call, ...difference })),
  );
}

type Sides = Omit<Difference, 'call'>;

function answersDiffer(sandbox: unknown, moto: unknown): readonly Sides[] {
  const refusals = [refusalOf(sandbox), refusalOf(moto)] as const;
  if ((refusals[0] === undefined) === (refusals[1] === undefined)) return compare(sandbox, moto);
  return [{ path: '', sandbox: refusals[0] ?? 'answered', moto: refusals[1] ?? 'answered' }];
}

const refusalOf = (answer: unknown): string | undefined =>
  isRecord(answer) && 'refused' in answer ? `${answer.refused}: ${answer.message}` : undefined;

function compare(sandbox: unknown, moto: unknown, path = ''): readonly Sides[] {
  if (JSON.stringify(sandbox) === JSON.stringify(moto)) return [];
  if (Array.isArray(sandbox) && Array.isArray(moto) && sandbox.length !== moto.length) {
    return [{ path, sandbox: `${sandbox.length} entries`, moto: `${moto.length} entries` }];
  }
  if (!isRecord(sandbox) || !isRecord(moto)) {
    return [
      { path, ...(sandbox !== undefined && { sandbox }), ...(moto !== undefined && { moto }) },
    ];
  }
  const fields = [...new Set([...Object.keys(sandbox), ...Object.keys(moto)])].sort();
  const below = (field: string): string => (path === '' ? field : `${path}.${field}`);
  return fields.flatMap((field) => compare(sandbox[field], moto[field], below(field)));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
