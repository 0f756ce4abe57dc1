import type { Seal } from '../../../shared/aws/baselines/sealed';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';
import type { StateDone } from '../../../shared/aws/playbooks/note-state';
import type { Table } from '../../../shared/aws/table/table';
import type { Answer } from '../../../shared/domain/acknowledgement';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import type { Lineage } from '../../../shared/domain/lineage';
import type { Login } from '../../../shared/domain/login';
import type { LoginDefault } from '../../../shared/domain/login-facts';
import type { Place } from '../../../shared/domain/place';
import type { Failure } from '../failure';
import type { TaskInput } from '../run-task';
import type { Forensic, Rules } from './settings';

/** An incident of a login, as the function that hears logins writes it. */
export interface Row extends IncidentRecord {
  /** The login that opened it. */
  readonly login?: Login;
  readonly lineage?: Lineage;
}

/** Everything the tasks need of the world. What rejects fails the state, by the name of its error. */
export interface Ports {
  readonly now: () => Date;
  readonly rules: Rules;
  readonly partition: string;
  readonly forensic?: Forensic;
  readonly table: Table;
  readonly seal: Seal;
  readonly incident: (id: string) => Promise<Row | undefined>;
  readonly note: (done: StateDone) => Promise<boolean>;
  readonly run: (incidentId: string) => Promise<RunRow>;
  /** Changes what the run has written down. */
  readonly keep: (incidentId: string, change: (held: RunRow) => RunRow) => Promise<RunRow>;
  /** In the role that contains; its calls are denied where the account did not opt in. */
  readonly containment: (place: Place) => InstanceClients;
  /** In the role that collects. */
  readonly collector: (place: Place) => InstanceClients;
  /** In the role of the forensic account. */
  readonly forensics: (place: Place) => InstanceClients;
  /** Of our own account, in the function's own role. */
  readonly own: InstanceClients;
}

export type Course = 'expected' | 'ask' | 'unplanned';

/** What becomes of the login: nothing more, or it is ended and the machine contained. */
export type Then = 'leave' | 'isolate' | 'tell';

interface Asked {
  readonly answer: Answer | 'unanswered';
}

/** What the states before have found: small, because what is large is read anew. */
export interface Run {
  readonly decided: {
    readonly course: Course;
    readonly sentence: string;
    readonly byDefault: LoginDefault;
    readonly answer: Answer | 'unanswered';
  };
  readonly answered?: Asked;
  readonly settled?: { readonly then: Then };
  readonly releaseAnswered?: Asked;
  /** By the state that failed. */
  readonly failed?: Readonly<Record<string, Failure>>;
}

export interface Input extends TaskInput {
  readonly run: Run;
  /** When the state was entered, ISO; of the states that change the machine. */
  readonly enteredAt?: string;
  /** Of the states that ask. */
  readonly token?: string;
  /** Of the state that examines one thing: a volume, or `memory`. */
  readonly volumeId?: string;
}
