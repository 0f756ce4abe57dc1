import { createWorld } from './core/create-world';
import { createFaults, type Faults } from './core/faults';
import { runClosings } from './core/on-close';
import { createQuotas } from './core/quotas';
import type { Runtime, Settings } from './core/runtime';
import { type PathHandler, startServer } from './core/server';
import type { Service, World } from './core/service';
import { addDynamoDb } from './dynamodb/add-dynamodb';
import type { Credentials } from './iam/state';
import { createRootAccessKey, findUserKey } from './iam/users';
import { attachRuntimeApi } from './lambda/runtime-api';
import { services } from './services';
import { attachRuntime } from './states/tasks/call-service';
import { issueSession } from './sts/issue-session';

export interface SandboxOptions {
  /** Default: a free one. */
  readonly port?: number;
  readonly latencyMs?: number;
  readonly quotas?: boolean;
  /** Default: us-east-1 and eu-west-1. */
  readonly regions?: readonly string[];
  /** The world's clock: record times, session ends, start and stop times. */
  readonly now?: () => Date;
  /** Seconds of the world in one of a person's: default 1. */
  readonly speed?: number;
}

/** A running sandbox. Its world is empty until an organization is built in it. */
export interface Sandbox {
  readonly endpoint: string;
  readonly world: World;
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly settings: Settings;
  /**
   * Long-lived keys of a user (default `admin`), of `root`, or a fresh session of a role of that name.
   * Throws when the account has no such user or role.
   */
  readonly credentials: (accountId: string, userOrRole?: string) => Credentials;
  readonly addService: (service: Service) => void;
  readonly addPathHandler: (handler: PathHandler) => void;
  readonly close: () => Promise<void>;
}

/** Rejects with one clear sentence when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = { latencyMs: options.latencyMs ?? 0, quotas: options.quotas ?? false };
  const world = createWorld({
    regions: options.regions ?? ['us-east-1', 'eu-west-1'],
    ...(options.now && { now: options.now }),
    ...(options.speed && { speed: options.speed }),
  });
  const known = new Map(services.map((service) => [service.id, service]));
  const faults = createFaults();
  const runtime: Runtime = {
    world,
    services: known,
    settings,
    faults,
    quotas: createQuotas(world.clock.elapsedMs),
  };
  attachRuntime(runtime);
  const server = await startServer(runtime, options.port ?? 0);
  world.sqs.endpoint = server.endpoint;
  const sandbox: Sandbox = {
    endpoint: server.endpoint,
    world,
    faults,
    settings,
    credentials: (accountId, userOrRole) => credentialsOf(world, accountId, userOrRole),
    addService: (service) => {
      known.set(service.id, service);
    },
    addPathHandler: server.addPathHandler,
    close: async () => {
      await runClosings(world);
      await server.close();
    },
  };
  // What stacks that are made over the wire need; neither starts anything yet.
  addDynamoDb(sandbox);
  attachRuntimeApi(sandbox);
  return sandbox;
}

/** Keys of a user, of `root`, or a fresh session of a role. Throws when the account has neither. */
function credentialsOf(world: World, accountId: string, name = 'admin'): Credentials {
  if (name === 'root') return createRootAccessKey(world, accountId);
  const key = findUserKey(world, `arn:${world.partition}:iam::${accountId}:user/${name}`);
  if (key) return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
  const role = world.iam.roles.get(`arn:${world.partition}:iam::${accountId}:role/${name}`);
  if (role) return issueSession(world, { role, sessionName: 'sandbox' }).credentials;
  throw new Error(`Account ${accountId} has no user with a key and no role named ${name}.`);
}
