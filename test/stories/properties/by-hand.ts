import type { Local } from '../../../services/cli/local/local';
import {
  type ServiceClients,
  serviceClients,
} from '../../../shared/aws/dependencies/service-clients';
import { takeDependencyStep } from '../../../shared/aws/dependencies/take-dependency-step';
import { bookRules } from '../../../shared/aws/incidents/hold-incident';
import { record } from '../../../shared/aws/incidents/record';
import { owe, readMemory, settle } from '../../../shared/aws/memory';
import { observeSubject } from '../../../shared/aws/observe-subject';
import { openTable } from '../../../shared/aws/table/table';
import { takeStep } from '../../../shared/aws/take-step';
import type { Reconciliation } from '../../../shared/domain/reconciliation';
import { isTrailStep, type Step } from '../../../shared/domain/step';
import type { Subject } from '../../../shared/domain/subject';
import { type Ports, reconcile } from '../../../shared/restore/reconcile';
import { aCheck } from '../../builders/a-signal';

/** A mishap at the step of this number, of all steps that a delivery sends. */
export interface Mishap {
  readonly at: number;
  /** `kill`: AWS took the step, then the responder died. `refuse`: AWS did not take the step. */
  readonly kind: 'kill' | 'refuse';
}

/** The real warden in this process. Only its clock, its credentials and the moment of its death are the test's. */
export class ByHand {
  #ahead = 0;

  constructor(readonly local: Local) {}

  readonly now = (): Date => new Date(Date.now() + this.#ahead);

  pass(seconds: number): void {
    this.#ahead += seconds * 1_000;
  }

  /** One delivery of a check in a new environment. Without a look when the environment was killed. */
  async deliver(
    subject: Subject,
    mishap?: Mishap,
  ): Promise<{ readonly look?: Reconciliation; readonly sent: readonly Step[] }> {
    const sent: Step[] = [];
    const { accountId, region } = subject;
    const signal = { ...aCheck(), accountId, region };
    const ports = this.#ports(subject, sent, mishap);
    const looked = reconcile({ subject, signals: [signal] }, ports);
    const look = await looked.catch((error: unknown) => {
      if (error instanceof Killed) return undefined;
      throw error;
    });
    return { sent, ...(look && { look }) };
  }

  #ports({ accountId, region }: Subject, sent: Step[], mishap: Mishap | undefined): Ports {
    const clients = serviceClients({ ...this.local.administrator(accountId), region });
    const { securityAccountId } = this.local.organization;
    const table = openTable(this.local.tableName, this.local.administrator(securityAccountId));
    return {
      now: this.now,
      recall: () => readMemory(table, accountId, this.now),
      observe: (subject, parts) => observeSubject(subject, parts, clients, this.now),
      take: async (step) => {
        const isNow = mishap?.at === sent.push(step) - 1;
        if (isNow && mishap.kind === 'refuse') {
          return { obstacle: { kind: 'denied', code: 'AccessDenied', call: step.call } };
        }
        const answer = await takeWith(clients, step);
        if (isNow) throw new Killed();
        return answer;
      },
      whose: () => 'stranger',
      owe: (subject, at) => owe(table, subject, at),
      settle: (subject, at) => settle(table, subject, at),
      record: (look) => record({ table, ...bookRules, escalateAfter: 1_000_000 }, look),
    };
  }
}

class Killed extends Error {}

const takeWith = (clients: ServiceClients, step: Step) =>
  isTrailStep(step) ? takeStep(step, clients.cloudtrail) : takeDependencyStep(step, clients);
