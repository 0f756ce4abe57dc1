import type { Exemption } from '../../shared/domain/exemption';
import type { Memory, SubjectMemory } from '../../shared/domain/memory';
import type { Observation } from '../../shared/domain/observation';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { subjectKey } from '../../shared/domain/subject';
import type { SourcedTime, TrailStatus } from '../../shared/domain/trail';
import type { Ports } from '../../shared/reconcile';
import { aBaseline } from '../builders/a-baseline';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';

type Port = 'recall' | 'observe' | 'take' | 'record';

/** One trail, everybody who acts on it, and what the warden remembers of it. Every call takes a second. */
export class TrailWorld {
  status: TrailStatus = aTrailState().status;
  exists = true;
  memory: SubjectMemory;
  exemptions: readonly Exemption[] = [];
  readonly recorded: Reconciliation[] = [];
  /** Steps AWS took, in order. */
  readonly taken: string[] = [];
  /** What others do during the next calls of a port, before AWS acts on them; one entry a call. */
  readonly meanwhile: { readonly [P in Port]: (() => void)[] } = {
    recall: [],
    observe: [],
    take: [],
    record: [],
  };
  /** What the next calls of a port meet; nothing where AWS answers. */
  readonly obstacles: { readonly [P in Port]: (Obstacle | undefined)[] } = {
    recall: [],
    observe: [],
    take: [],
    record: [],
  };
  #seconds = 0;

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
      observe: async () => this.#observed(),
      take: async (step) => {
        const obstacle = this.#met('take');
        if (obstacle) return { obstacle };
        this.taken.push(step.call);
        this.start();
        return {};
      },
      record: async (reconciliation) => {
        const obstacle = this.#met('record');
        if (obstacle) throw new Error(obstacle.code);
        this.#remember(reconciliation);
      },
    };
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

  #observed(): Observation<'trail'> {
    const why = this.#met('observe');
    const seen = { subject: this.trail, observedAt: this.now().toISOString() };
    if (why) return { kind: 'unreachable', ...seen, why };
    if (!this.exists) return { kind: 'absent', ...seen };
    return { kind: 'present', ...seen, state: { ...aTrailState(), status: this.status } };
  }

  /** As much as the table remembers between two looks. */
  #remember(reconciliation: Reconciliation): void {
    this.recorded.push(reconciliation);
    const { decision, observation, windows, endedAt } = reconciliation;
    if (decision.kind === 'capture' && observation.kind === 'present') {
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
