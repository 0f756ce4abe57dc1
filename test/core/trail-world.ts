import type { Exemption } from '../../shared/domain/exemption';
import type { Memory, Mending, SubjectMemory } from '../../shared/domain/memory';
import { isSeenOf, type Observation } from '../../shared/domain/observation';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { isTrailStep, type Step } from '../../shared/domain/step';
import { type Parts, subjectKey } from '../../shared/domain/subject';
import {
  type SourcedTime,
  type TrailState,
  type TrailStatus,
  trailParts,
} from '../../shared/domain/trail';
import type { Ports } from '../../shared/restore/reconcile';
import { aBaseline } from '../builders/a-baseline';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';
import { afterStep } from './after-step';

/** The principal of the warden in a record. */
export const WARDEN =
  'arn:aws:sts::111122223333:assumed-role/trailwarden-guard/trailwarden-responder';

type Port = 'recall' | 'observe' | 'take' | 'record';

/** One trail, the others who act on it, and the warden's memory of it. Every call takes a second. */
export class TrailWorld {
  status: TrailStatus = aTrailState().status;
  /** Everything but the status. */
  rest: Omit<TrailState, 'status'> = everythingBut(aTrailState());
  exists = true;
  memory: SubjectMemory;
  exemptions: readonly Exemption[] = [];
  readonly recorded: Reconciliation[] = [];
  /** Steps AWS took, in order. */
  readonly taken: string[] = [];
  /** Acts of others during the next calls of a port, before AWS carries them out. One entry for each call. */
  readonly meanwhile: { readonly [P in Port]: (() => void)[] } = {
    recall: [],
    observe: [],
    take: [],
    record: [],
  };
  /** Obstacles of the next calls of a port. Undefined lets AWS answer. */
  readonly obstacles: { readonly [P in Port]: (Obstacle | undefined)[] } = {
    recall: [],
    observe: [],
    take: [],
    record: [],
  };
  #seconds = 0;
  /** What the table has of deliveries that have not written down what they found. */
  readonly notes = new Map<string, Mending>();

  constructor(readonly trail = aTrail()) {
    this.memory = { baseline: aBaseline({ subject: trail }) };
  }

  readonly now = (): Date => new Date(at(this.#seconds));

  pass(seconds: number): void {
    this.#seconds += seconds;
  }

  stop(): void {
    this.#seconds += 1;
    this.status = { ...this.status, isLogging: false, stoppedAt: this.#time() };
  }

  /** On a trail that already logs it changes nothing, as in AWS. */
  start(): void {
    this.#seconds += 1;
    if (this.status.isLogging) return;
    this.status = { ...this.status, isLogging: true, startedAt: this.#time() };
  }

  ports(): Ports {
    return {
      now: this.now,
      recall: async () => this.#meets('recall') ?? this.#recalled(),
      observe: async (_, parts) => this.#observed(parts),
      take: async (step) => {
        const obstacle = this.#met('take');
        if (obstacle) return { obstacle };
        this.taken.push(step.call);
        this.#takes(step);
        return {};
      },
      owe: async (_, at) => {
        this.memory = { ...this.memory, owedSince: at };
      },
      settle: async () => {
        const { owedSince: _, ...memory } = this.memory;
        this.memory = memory;
      },
      mend: async (_, note) => {
        this.notes.set(note.since, note);
        this.memory = { ...this.memory, isMending: true };
      },
      notes: async () => [...this.notes.values()],
      forget: async (_, since) => {
        for (const one of since) this.notes.delete(one);
        const { isMending: __, ...memory } = this.memory;
        if (this.notes.size === 0) this.memory = memory;
      },
      whose: ({ evidence }) => (evidence.actor.principal === WARDEN ? 'ours' : 'stranger'),
      notePlanned: async (_, plannedUntil) => {
        this.memory = { ...this.memory, plannedUntil };
      },
      record: async (reconciliation) => {
        const obstacle = this.#met('record');
        if (obstacle) throw new Error(obstacle.code);
        this.#remember(reconciliation);
        return this.memory;
      },
    };
  }

  /** The same, of a delivery that is killed before it writes anything down. */
  killed(): Ports {
    const { mend, ...ports } = this.ports();
    return {
      ...ports,
      mend: async (subject, note) => (note.isLeft ? undefined : mend?.(subject, note)),
      record: async () => {
        throw new Error('killed');
      },
    };
  }

  #takes(step: Step): void {
    if (step.call === 'cloudtrail:StartLogging') this.start();
    if (!isTrailStep(step)) throw new Error(`${step.call} is no step on a trail`);
    const { status, ...rest } = afterStep({ ...this.rest, status: this.status }, step);
    this.rest = rest;
    if (step.call !== 'cloudtrail:CreateTrail') return;
    this.status = status;
    this.exists = true;
  }

  #time(): SourcedTime {
    return { at: at(this.#seconds), source: 'GetTrailStatus' };
  }

  #met(port: Port): Obstacle | undefined {
    this.#seconds += 1;
    this.meanwhile[port].shift()?.();
    return this.obstacles[port].shift();
  }

  #meets(port: Port): Memory | undefined {
    const why = this.#met(port);
    return why && { kind: 'unreachable', why };
  }

  #recalled(): Memory {
    const subjects = { [subjectKey(this.trail)]: this.memory };
    const readAt = this.now().toISOString();
    return { kind: 'known', readAt, subjects, exemptions: this.exemptions };
  }

  #observed(parts: Parts): Observation<'trail'> {
    const why = this.#met('observe');
    const seen = { subject: this.trail, observedAt: this.now().toISOString() };
    if (why) return { kind: 'unreachable', ...seen, why };
    if (!this.exists) return { kind: 'absent', ...seen };
    const unread = trailParts.filter((part) => !parts.has(part));
    const read = Object.entries(this.rest).filter(([part]) => !unread.includes(part as never));
    const { settings } = this.rest;
    const state = { ...Object.fromEntries(read), settings, status: this.status };
    return { kind: 'present', ...seen, state };
  }

  /** Keeps what the table keeps between two looks. */
  #remember(reconciliation: Reconciliation): void {
    this.recorded.push(reconciliation);
    const { decision, observation, windows, endedAt } = reconciliation;
    if (
      decision.kind === 'capture' &&
      isSeenOf(observation, 'trail') &&
      observation.kind === 'present'
    ) {
      const { state } = observation;
      this.memory = {
        ...this.memory,
        baseline: aBaseline({ subject: this.trail, state, capturedAt: endedAt }),
      };
    }
    const window = windows.findLast(({ to }) => to);
    if (!window) return;
    const seen = { openedAt: endedAt, lastSeenAt: endedAt, accountedUntil: window.from.at };
    const episode = { incidentId: 'inc-1', state: 'restored', ...seen } as const;
    this.memory = { ...this.memory, episode };
  }
}

function everythingBut({ status: _, ...rest }: TrailState): Omit<TrailState, 'status'> {
  return rest;
}
