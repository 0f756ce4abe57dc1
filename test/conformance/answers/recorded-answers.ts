import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What AWS really answered to one call; it lies beside the repository and is not copied into it. */
export interface RecordedAnswer {
  /** The first six hex digits of the SHA-1 of service, action and situation: what a situation of ours is found by. */
  readonly id: string;
  readonly service: string;
  readonly action: string;
  /** In one sentence; it says what the input alone does not. */
  readonly situation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: Answer;
}

/** Either `ok`, a part of what was answered, or a refusal; `null` is what was not in the capture. */
export interface Answer {
  readonly ok?: unknown;
  readonly code?: string | null;
  readonly message?: string | null;
  readonly status?: number | null;
}

const FOLDER = join(__dirname, '../../../../shared/aws-answers');

/** All of them, in the order of the files; empty where the folder is not there. */
export const recordedAnswers = (): RecordedAnswer[] =>
  existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter((file) => file.endsWith('.jsonl'))
        .sort()
        .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split('\n'))
        .filter(Boolean)
        .map((line) => withId(JSON.parse(line)))
    : [];

const withId = (one: Omit<RecordedAnswer, 'id'>): RecordedAnswer => ({
  ...one,
  id: createHash('sha1')
    .update(`${one.service} ${one.action} ${one.situation}`)
    .digest('hex')
    .slice(0, 6),
});
