import { heartWith } from '../../services/responder/heart';
import { findHeartbeats } from '../../shared/aws/heartbeat/find-heartbeats';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import { type Book, bookRules } from '../../shared/aws/incidents/hold-incident';
import type { MemberAccess } from '../../shared/aws/member-access';
import type { Table } from '../../shared/aws/table/table';
import type { Coverage } from '../../shared/domain/coverage';
import type { Heard, Sent } from '../../shared/domain/heartbeat';
import type { Incident } from '../../shared/domain/incident';
import type { Obstacle } from '../../shared/domain/obstacle';
import { anEvent } from '../builders/a-signal';
import { at } from '../builders/at';

const guarded: Coverage = { kind: 'guarded', trails: [] };

export interface Call {
  readonly name: string;
  readonly region: string;
}

/** A heart over a real table; CloudTrail is a list of the calls that left. */
export class AHeart {
  readonly calls: Call[] = [];
  /** The obstacle of every call. By default AWS answers that the trail does not exist, as it does to a beat. */
  meets: Obstacle = {
    kind: 'rejected',
    code: 'ResourceNotFoundException',
    call: 'cloudtrail:AddTags',
  };
  /** When set, the key cannot be asked. */
  keyFault: Error | undefined;
  isOwn = true;
  /** The result of the look that the beat goes with. Absent for a beat without a look. */
  coverage: Coverage | undefined = guarded;
  #seconds = 0;
  readonly #heart;
  readonly region = 'us-east-1';

  constructor(
    readonly table: Table,
    readonly accountId: string,
  ) {
    const book: Book = { table, ...bookRules };
    this.#heart = heartWith({
      book,
      seal: { sign: async (text) => this.#sign(text) },
      access: this.#access(),
      isOwn: () => this.isOwn,
      now: () => new Date(at(this.#seconds)),
    });
  }

  /** Sends a beat so many seconds after the first, and says its name too. */
  async beat(seconds: number, missed?: Obstacle): Promise<Sent> {
    this.#seconds = seconds;
    const { accountId, region, coverage } = this;
    return this.#heart.beat({
      ...{ accountId, region },
      ...(coverage && { coverage }),
      ...(missed && { missed }),
    });
  }

  /** The beat of that name reaches the queue. */
  hear(seconds: number, name = this.lastName, accountId = this.accountId): Promise<Heard> {
    const event = anEvent({ accountId, receivedAt: at(seconds) });
    return this.#heart.hear({ event, name });
  }

  get lastName(): string {
    return this.calls.at(-1)?.name ?? 'none';
  }

  async row() {
    const rows = await findHeartbeats(this.table, this.region);
    return rows.find(({ accountId }) => accountId === this.accountId);
  }

  async incidents(): Promise<readonly Incident[]> {
    const found: Incident[] = [];
    for await (const { id } of findIncidents(this.table, { accountId: this.accountId })) {
      const incident = await getIncident(this.table, id);
      if (incident) found.push(incident);
    }
    return found;
  }

  #sign(text: string): string {
    if (this.keyFault) throw this.keyFault;
    return Buffer.from(`key of ${text}`).toString('base64');
  }

  #access(): MemberAccess {
    const client = (accountId: string, region: string) => ({
      send: async ({ input }: { readonly input: { readonly ResourceId: string } }) => {
        const name = input.ResourceId.split(`:${accountId}:trail/`)[1] ?? 'another account';
        this.calls.push({ name, region });
        throw Object.assign(new Error('refused'), {
          name: this.meets.code,
          $metadata: { httpStatusCode: this.meets.kind === 'denied' ? 403 : 400 },
        });
      },
    });
    return {
      withAccess: (place: Call & { readonly accountId: string }, call: (of: unknown) => unknown) =>
        call(client(place.accountId, place.region)),
    } as unknown as MemberAccess;
  }
}
