import type { Asking } from '../../../shared/aws/playbooks/ask';
import type { Bucket, BucketPlace } from '../../../shared/aws/playbooks/bucket';
import type { RecordedPolicy } from '../../../shared/aws/playbooks/config-history';
import type { StateDone } from '../../../shared/aws/playbooks/note-state';
import type { SealedPolicy } from '../../../shared/aws/playbooks/sealed-policy';
import type { Answer } from '../../../shared/domain/acknowledgement';
import type { Exemption } from '../../../shared/domain/exemption';
import type { TimelineEntry } from '../../../shared/domain/incident';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import type { AskEnd } from '../../../shared/domain/playbook';
import type { Course, Then } from '../../../shared/playbooks/bucket-policy/decide';
import type { Verdict } from '../../../shared/playbooks/bucket-policy/fault';
import type { Organization } from '../../../shared/record/statements/reach';
import type { Failure } from '../failure';
import type { TaskInput } from '../run-task';

/** An incident as the responder writes it. */
export type Row = IncidentRecord;

/** How a deployment wants it. */
export interface Rules {
  /** How long a person has to answer. */
  readonly seconds: number;
  /** What happens to a weaker or wider policy where no one answers. */
  readonly byDefault: 'keep' | 'put-back';
  /** How long a planned change is exempt. */
  readonly exemptSeconds: number;
  /** ARNs of roles, with `*`, whose weaker or wider policies count as planned. */
  readonly deploymentRoles: readonly string[];
}

/** Everything the tasks need of the world. What rejects fails the state, by the name of its error. */
export interface Ports {
  readonly now: () => Date;
  readonly rules: Rules;
  readonly partition: string;
  readonly incident: (id: string) => Promise<Row | undefined>;
  readonly note: (done: StateDone) => Promise<boolean>;
  readonly ask: (incidentId: string, asking: Asking) => Promise<boolean>;
  readonly endAsk: (
    incidentId: string,
    end: { readonly state: string; readonly entry: TimelineEntry; readonly ended: AskEnd },
  ) => Promise<boolean>;
  readonly bucket: (place: BucketPlace) => Bucket;
  readonly sealed: (row: Row) => Promise<SealedPolicy>;
  /** What AWS Config recorded before a moment; nothing where it did not. */
  readonly recorded: (place: BucketPlace, before: Date) => Promise<RecordedPolicy | undefined>;
  /** Event history about a bucket. */
  readonly records: (place: BucketPlace) => Promise<readonly unknown[]>;
  /** Does Access Analyzer say that the policy keeps the public out? */
  readonly keepsOut: (policy: string) => Promise<boolean>;
  readonly organization: () => Promise<Organization>;
  /** Those of an account that an authorised role has declared. */
  readonly exemptions: (accountId: string) => Promise<readonly Exemption[]>;
  /** Declares the exemption of an answer, once: a second one has the same id. */
  readonly exempt: (
    row: Row,
    exemption: Pick<Exemption, 'by' | 'why' | 'until' | 'wanted'>,
  ) => Promise<Exemption>;
  /** The id that the exemption of an incident's answer has. */
  readonly exemptionId: (row: Row) => string;
}

/** What the states before have found: small, because what is large is read anew. */
export interface Run {
  readonly judged: {
    readonly course: Course;
    readonly verdict: Verdict;
    readonly sentence: string;
  };
  readonly recorded: { readonly answer: Answer | 'unanswered' };
  readonly answered?: { readonly answer: Answer | 'unanswered' };
  readonly settled?: { readonly then: Then; readonly answer: Answer | 'unanswered' };
  /** By the state that failed. */
  readonly failed?: Readonly<Record<string, Failure>>;
}

export interface Input extends TaskInput {
  readonly run: Run;
  /** Of the state that asks. */
  readonly token?: string;
}
