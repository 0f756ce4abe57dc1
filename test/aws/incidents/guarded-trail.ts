import { captureBaseline } from '../../../shared/aws/baselines/sealed';
import { type Book, bookRules } from '../../../shared/aws/incidents/hold-incident';
import { record } from '../../../shared/aws/incidents/record';
import { forgetMending, noteMending, readMemory, readMending } from '../../../shared/aws/memory';
import type { Table } from '../../../shared/aws/table/table';
import type { Incident } from '../../../shared/domain/incident';
import type { Memory, SubjectMemory } from '../../../shared/domain/memory';
import type { Reconciliation } from '../../../shared/domain/reconciliation';
import type { EventSignal, Signal } from '../../../shared/domain/signal';
import type { Subject } from '../../../shared/domain/subject';
import type { TrailState } from '../../../shared/domain/trail';
import { type Ports, reconcile } from '../../../shared/restore/reconcile';
import { anEvent } from '../../builders/a-signal';
import { aTrail } from '../../builders/a-trail';
import { aTrailState } from '../../builders/a-trail-state';
import { aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { TrailWorld } from '../../core/trail-world';
import { incidentsIn } from './incidents-in';

interface Captured {
  readonly subject: Subject<'trail'>;
  readonly state: TrailState;
}

/** A trail in memory, guarded by a warden that remembers in a real table. */
export class GuardedTrail {
  #stops = 0;

  private constructor(
    readonly book: Book,
    readonly world: TrailWorld,
  ) {}

  /** Captured an hour ago, as logging. */
  static async in(
    table: Table,
    { subject = aTrail(), state = aTrailState(), ...rules }: Partial<Book & Captured> = {},
  ): Promise<GuardedTrail> {
    await captureBaseline(table, aPresent({ subject, state }), {
      capturedAt: at(-3_600),
      capturedBy: 'trailwarden',
      why: 'first sight',
    });
    const world = new TrailWorld(subject);
    const { status: _, ...rest } = state;
    world.rest = rest;
    return new GuardedTrail({ table, ...bookRules, ...rules }, world);
  }

  /** A trail that was never looked at, and so has no baseline. */
  static of(table: Table, subject: Subject<'trail'>): GuardedTrail {
    return new GuardedTrail({ table, ...bookRules }, new TrailWorld(subject));
  }

  /** Stops the trail and returns the event of it. */
  attack(): EventSignal {
    this.#stops += 1;
    this.world.stop();
    const { trail: subject } = this.world;
    const { accountId, region, id } = subject;
    const time = this.world.now().toISOString();
    return anEvent({
      id: `stop-${this.#stops} ${id}`,
      accountId,
      region,
      eventTime: time,
      receivedAt: time,
    });
  }

  recall(): Promise<Memory> {
    return readMemory(this.book.table, this.world.trail.accountId, this.world.now);
  }

  /** One delivery. The warden's memory is that of the table, unless the test gives another. */
  deliver(signals: readonly Signal[], different: Partial<Ports> = {}): Promise<Reconciliation> {
    const ports: Ports = {
      ...this.world.ports(),
      recall: () => this.recall(),
      mend: (subject, note) => noteMending(this.book.table, subject, note),
      notes: (subject) => readMending(this.book.table, subject),
      forget: async (subject, since) => {
        await forgetMending(this.book.table, subject, since);
      },
      record: (reconciliation) => this.write(reconciliation),
      ...different,
    };
    return reconcile({ subject: this.world.trail, signals }, ports);
  }

  /** A look that is not written down yet. */
  async look(signals: readonly Signal[]): Promise<Reconciliation> {
    return this.deliver(signals, { record: async () => undefined });
  }

  write(reconciliation: Reconciliation): Promise<SubjectMemory | undefined> {
    return record(this.book, reconciliation);
  }

  /** Every incident of the organization, newest first. */
  incidents(): Promise<readonly Incident[]> {
    return incidentsIn(this.book.table);
  }

  /** The only incident there is; throws when there is another number of them. */
  async incident(): Promise<Incident> {
    const [incident, ...others] = await this.incidents();
    if (!incident || others.length > 0) throw new Error(`${others.length + 1} incidents, not one`);
    return incident;
  }
}
