import type { Answer } from './acknowledgement';

/** A state machine that answers one kind of incident: services/playbooks/<name>/machine.asl.json. */
export const playbooks = ['bucket-policy', 'instance-login'] as const;

export type Playbook = (typeof playbooks)[number];

/** The playbook that answers incidents of this subject; nothing for all others. */
export const playbookOf = ({ subjectKey }: { readonly subjectKey: string }): Playbook | undefined =>
  SUBJECTS.find(([pattern]) => pattern.test(subjectKey))?.[1];

/** The public access block of an account has no policy, so no playbook answers it. */
const SUBJECTS: readonly (readonly [RegExp, Playbook])[] = [
  [/^bucket#arn:[^:]+:s3:::/, 'bucket-policy'],
  [/^instance#/, 'instance-login'],
];

/** One incident is one run: Step Functions takes each name once in ninety days. */
export const runNameOf = (incidentId: string): string =>
  incidentId.replace(/[^\w-]/g, '-').slice(0, 80);

/** What a playbook waits for a person to say. */
export interface Ask {
  readonly question: string;
  readonly askedAt: string;
  readonly until: string;
  /** What happens where no one answers, as a sentence. */
  readonly byDefault: string;
  /** Absent while the answer is waited for. */
  readonly ended?: AskEnd;
}

export interface AskEnd {
  readonly at: string;
  readonly as: Answer | 'unanswered';
  /** What was done then. */
  readonly text: string;
}

/** As the table has it. The token answers for a person, so it is in no list, no message and no report. */
export interface AskRecord extends Ask {
  /** Absent once it has ended. */
  readonly token?: string;
}

export const withoutToken = ({ token: _, ...ask }: AskRecord): Ask => ask;

/** What a playbook found and did, when it is through. */
export interface PlaybookReport {
  readonly name: Playbook;
  readonly endedAt: string;
  /** A sentence each, in order. */
  readonly lines: readonly string[];
}
