import { rememberHandled } from '../../services/responder/come-again';
import type { LookedAround } from '../../services/responder/coverage';
import type { SeenPlace } from '../../services/responder/notes';
import { respond } from '../../services/responder/respond';
import type { Responder } from '../../services/responder/responder';
import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import type { Coverage } from '../../shared/domain/coverage';
import type { BeatingPlace, Heard, Sent } from '../../shared/domain/heartbeat';
import type { Whose } from '../../shared/domain/impostor';
import type { LogEntry } from '../../shared/domain/log-entry';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Subject } from '../../shared/domain/subject';
import { unreadIn } from '../../shared/domain/unread';
import { aWatching } from '../builders/a-watching';
import { TrailWorld } from '../core/trail-world';

/** A responder over trails in memory, one in each account, and what it did with its messages. */
export class ResponderWorld {
  readonly trails: readonly TrailWorld[];
  readonly deadLetters: { readonly body: string; readonly why: string }[] = [];
  readonly comingBack: { readonly receiptHandle: string; readonly seconds: number }[] = [];
  readonly logged: LogEntry[] = [];
  /** Looks at events that left no trace. */
  readonly unseen: Reconciliation[] = [];
  /** The subjects that could not be read, by place; `seen` has the places that were read whole. */
  readonly unread: ReturnType<typeof unreadIn>[number][] = [];
  readonly seen: SeenPlace[] = [];
  readonly attempts: { readonly accountId: string; readonly attempts: readonly Attempt[] }[] = [];
  /** When set, the listing of an account's trails fails with this. */
  missed: Obstacle | undefined;
  /** Whether trails that cannot be listed are remembered. */
  remembers = false;
  /** When set, the dead-letter queue and visibility changes are refused with this. */
  queueFault: Error | undefined;
  /** When set, the reader throws this at the next record. */
  readFault: Error | undefined;
  /** When set, neither attempts nor coverage can be written down. */
  tableFault: Error | undefined;

  /** Events handed to the reporter, and which trails logged at that moment. */
  readonly reported: { readonly id: string; readonly logging: readonly boolean[] }[] = [];
  /** When set, nothing can be reported. */
  reportFault: Error | undefined;
  /** A report waits for this. */
  reporting: () => Promise<void> = async () => undefined;
  /** How long the function may still run. */
  leftMs = 30_000;

  /** Places whose coverage was judged. */
  readonly covered: LookedAround[] = [];
  /** The caller of every event. */
  whose: Whose | Promise<Whose> = 'stranger';
  /** When set, no beat can be written down. */
  heartFault: Error | undefined;
  /** The coverage of every place. */
  coverage: Coverage = { kind: 'blind', trails: [] };
  /** Places a beat was sent from. */
  readonly beating: BeatingPlace[] = [];
  /** The result of every beat that the responder sends. */
  sending: Sent = { kind: 'sent' };
  /** Beats that came, and which trails logged at that moment. */
  readonly heard: { readonly name: string; readonly logging: readonly boolean[] }[] = [];
  /** The verdict on every beat that arrives. */
  hearing: Heard = { kind: 'heard', latencyMs: 1_000 };

  /** Places that are watched, and what was asked for. */
  readonly watches = aWatching();

  constructor(...subjects: readonly Subject<'trail'>[]) {
    this.trails = subjects.map((subject) => new TrailWorld(subject));
  }

  /** The records that this environment remembers. A new environment remembers none. */
  handled = rememberHandled();

  /** The ids of the messages that come back. */
  async deliver(...records: readonly SqsRecord[]): Promise<readonly string[]> {
    const { batchItemFailures } = await respond(records, this.#responder());
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  get logging(): readonly boolean[] {
    return this.trails.map(({ status }) => status.isLogging);
  }

  #responder(): Responder {
    return {
      ports: {
        now: () => this.trails[0]?.now() ?? new Date(0),
        recall: (accountId, key) => this.#in(accountId).ports().recall(accountId, key),
        observe: (subject, parts) => this.#in(subject.accountId).ports().observe(subject, parts),
        take: (step) => this.#in(step.accountId).ports().take(step),
        whose: () => this.whose,
        record: (look) => this.#in(look.subject.accountId).ports().record(look),
      },
      handled: this.handled,
      prepare: () => undefined,
      subjectsIn: async (accountId) => ({
        subjects: this.missed && !this.remembers ? [] : [this.#in(accountId).trail],
        ...(this.missed && { missed: this.missed }),
      }),
      protectedIn: () => {
        const fault = this.readFault;
        this.readFault = undefined;
        if (fault) throw fault;
        return [];
      },
      trailsOf: async () => [],
      cover: async (looked) => {
        if (this.tableFault) throw this.tableFault;
        this.covered.push(looked);
        return this.coverage;
      },
      heart: {
        beat: async (place) => {
          if (this.heartFault) throw this.heartFault;
          this.beating.push(place);
          return this.sending;
        },
        hear: async (claimed) => {
          if (this.heartFault) throw this.heartFault;
          this.heard.push({ name: claimed.name, logging: this.logging });
          return this.hearing;
        },
      },
      noteUnread: async (looks, seen) => {
        const unread = unreadIn(looks);
        if (this.tableFault && unread.length > 0) throw this.tableFault;
        this.unread.push(...unread);
        this.seen.push(...seen);
      },
      recordUnseen: async (look) => {
        if (this.tableFault) throw this.tableFault;
        this.unseen.push(look);
      },
      watching: this.watches.watching,
      watchPlaces: () => import('../../services/responder/watch-places'),
      recordAttempts: async (accountId, attempts) => {
        if (this.tableFault) throw this.tableFault;
        this.attempts.push({ accountId, attempts });
      },
      report: async ({ id }) => {
        await this.reporting();
        if (this.reportFault) throw this.reportFault;
        this.reported.push({ id, logging: this.logging });
        return ['ORG-02'];
      },
      leftMs: () => this.leftMs,
      attempted: async (body) => (body.includes('LeaveOrganization') ? ['ORG-02'] : []),
      deadLetter: async (body, why) => {
        if (this.queueFault) throw this.queueFault;
        this.deadLetters.push({ body, why });
      },
      comeBackIn: async ({ receiptHandle }, seconds) => {
        if (this.queueFault) throw this.queueFault;
        this.comingBack.push({ receiptHandle, seconds });
      },
      log: (entry) => this.logged.push(entry),
    };
  }

  #in(accountId: string): TrailWorld {
    const world = this.trails.find(({ trail }) => trail.accountId === accountId);
    if (!world) throw new Error(`The test has no trail in ${accountId}.`);
    return world;
  }
}
