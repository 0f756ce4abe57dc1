import * as v from 'valibot';
import { parseJson } from '../../record/json';
import { type Collected, textIn } from './collected';

const Result = v.object({
  fileSystem: v.number(),
  tool: v.pipe(v.string(), v.maxLength(64)),
  program: v.string(),
  version: v.string(),
  sha256: v.string(),
  lookedFor: v.pipe(v.string(), v.maxLength(200)),
  file: v.string(),
  lines: v.number(),
  outcome: v.picklist(['done', 'cut', 'late', 'failed', 'not-here', 'not-mounted', 'no-symbols']),
});

const Index = v.object({
  version: v.literal(1),
  volume: v.string(),
  sha256Before: v.string(),
  sha256After: v.string(),
  since: v.string(),
  fileSystems: v.array(v.object({ number: v.number(), type: v.string(), mounted: v.boolean() })),
  results: v.array(Result),
});

export type ExaminationIndex = v.InferOutput<typeof Index>;
export type ToolResult = v.InferOutput<typeof Result>;

const MemoryIndex = v.object({
  version: v.literal(1),
  memory: v.string(),
  results: v.array(Result),
});

/** The index of what was read of memory; undefined where it is none. */
export function readMemoryIndex(files: Collected): readonly ToolResult[] | undefined {
  const text = textIn(files, 'examination/index.json') ?? '';
  const parsed = v.safeParse(MemoryIndex, parseJson(text));
  return parsed.success ? parsed.output.results : undefined;
}

/** The examiner's own index; undefined where it is none. */
export function readIndex(files: Collected): ExaminationIndex | undefined {
  const parsed = v.safeParse(Index, parseJson(textIn(files, 'examination/index.json') ?? ''));
  return parsed.success ? parsed.output : undefined;
}

/** What an outcome keeps from being a whole look. */
export const OUTCOMES: Readonly<Record<ToolResult['outcome'], string | undefined>> = {
  done: undefined,
  cut: 'it gave more than the limit, and only the beginning was read',
  late: 'it was ended after its time',
  failed: 'it ended with an error',
  'not-here': 'the examiner has no such program',
  'not-mounted': 'the file system could not be mounted',
  'no-symbols': 'the examiner has no symbols of its kernel',
};
