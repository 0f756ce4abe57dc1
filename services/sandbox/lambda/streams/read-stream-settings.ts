import { NotEmulated } from '../../core/service';
import { parsePatternText } from '../../events/pattern/parse-pattern';
import { InvalidPattern } from '../../events/pattern/pattern';
import { refuse } from '../refusals';
import type { Filter, StreamSettings } from '../state';

type Input = Readonly<Record<string, unknown>>;

/** As Lambda has them when nothing is said. */
export const streamDefaults: StreamSettings = {
  bisects: false,
  maximumRetries: undefined,
  maximumAgeSeconds: undefined,
  onFailureArn: undefined,
  filters: [],
};

export const streamMembers = [
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'FilterCriteria',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
] as const;

/** From a call's members or a template's properties; what is left out stays as it is. */
export function readStreamSettings(input: Input, now: StreamSettings): StreamSettings {
  if (Number(input.ParallelizationFactor ?? 1) !== 1) {
    throw new NotEmulated(
      'sandbox: a ParallelizationFactor other than 1 is not emulated; add it in services/sandbox/lambda/streams',
    );
  }
  return {
    bisects: chosen(
      input.BisectBatchOnFunctionError,
      (value) => String(value) === 'true',
      now.bisects,
    ),
    maximumRetries: chosen(
      input.MaximumRetryAttempts,
      limit('MaximumRetryAttempts', 10_000),
      now.maximumRetries,
    ),
    maximumAgeSeconds: chosen(
      input.MaximumRecordAgeInSeconds,
      limit('MaximumRecordAgeInSeconds', 604_800),
      now.maximumAgeSeconds,
    ),
    onFailureArn: chosen(input.DestinationConfig, destination, now.onFailureArn),
    filters: readFilters(input, now.filters),
  };
}

/** Of a queue's mapping, too; what is left out stays as it is. */
export const readFilters = (input: Input, now: readonly Filter[]): readonly Filter[] =>
  chosen(input.FilterCriteria, filters, now);

function chosen<T>(value: unknown, read: (value: unknown) => T, otherwise: T): T {
  return value === undefined ? otherwise : read(value);
}

/** -1 stands for no limit. */
const limit =
  (name: string, maximum: number) =>
  (value: unknown): number | undefined => {
    const number = Number(value);
    if (number === -1) return undefined;
    if (Number.isInteger(number) && number >= 0 && number <= maximum) return number;
    throw refuse.invalidParameter(`${name} must be between -1 and ${maximum}.`);
  };

function destination(value: unknown): string | undefined {
  const { Destination } = part(part(value).OnFailure);
  if (Destination === undefined || Destination === '') return undefined;
  const arn = String(Destination);
  if (/^arn:[a-z-]+:sqs:/.test(arn)) return arn;
  throw new NotEmulated(
    `sandbox: an on-failure destination other than a queue (${arn}) is not emulated; add it in services/sandbox/lambda/streams/give-up.ts`,
  );
}

function filters(value: unknown): readonly Filter[] {
  const { Filters = [] } = part(value);
  const list = Array.isArray(Filters) ? Filters : [];
  if (list.length > 5) throw refuse.invalidParameter('Maximum number of filters is 5.');
  return list.map((each) => filter(String(part(each).Pattern)));
}

function filter(text: string): Filter {
  try {
    return { text, pattern: parsePatternText(text) };
  } catch (error) {
    if (error instanceof InvalidPattern)
      throw refuse.invalidParameter('Invalid filter pattern definition.');
    throw error;
  }
}

const part = (value: unknown): Input =>
  typeof value === 'object' && value !== null ? (value as Input) : {};
