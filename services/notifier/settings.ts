import { type Env, neededIn, partsOf } from '../../shared/domain/needed-in';
import { playbooks } from '../../shared/domain/playbook';
import { partitionOf } from '../../shared/domain/trail';
import type { Deployed } from './playbooks';

/** What serverless.yml gives the notifier. Read once, on the first invocation. */
export interface Settings {
  readonly table: string;
  /** Name of the parameter that says whom to tell. */
  readonly configuration: string;
  /** The queue of records that cannot be read. */
  readonly deadLettersUrl: string;
  /** Topics that are told of everything while there is no such parameter; empty where none was named. */
  readonly topics: readonly string[];
  /** The state machines to start; absent where none is deployed. */
  readonly playbooks?: Deployed;
  /** Whether receivers may be on this machine. Only the sandbox sets it: no template of ours has the variable. */
  readonly loopback: boolean;
  /** The account into whose Security Hub findings are imported. */
  readonly importer: {
    readonly accountId: string;
    readonly region: string;
    readonly partition: string;
  };
}

/** Throws one sentence that names the variable. */
export function readSettings(env: Env): Settings {
  const need = neededIn(env);
  const deployed = env.TRAILWARDEN_PLAYBOOKS;
  return {
    table: need('TRAILWARDEN_TABLE'),
    configuration: need('TRAILWARDEN_NOTIFICATIONS'),
    deadLettersUrl: need('TRAILWARDEN_NOTIFIER_DEAD_LETTERS_URL'),
    topics: partsOf(env.TRAILWARDEN_TOPICS),
    ...(deployed && { playbooks: deployedIn(deployed) }),
    loopback: env.TRAILWARDEN_LOOPBACK_RECEIVERS === 'allowed',
    importer: {
      accountId: need('TRAILWARDEN_SECURITY_ACCOUNT'),
      region: need('AWS_REGION'),
      partition: partitionOf(need('AWS_REGION')),
    },
  };
}

/** `bucket-policy=arn:…,instance-login=arn:…` */
function deployedIn(text: string): Deployed {
  const named = partsOf(text).map((part) => part.split('=') as [string, string?]);
  const strange = named.find(([name, arn]) => !playbooks.some((one) => one === name) || !arn);
  if (strange) throw new Error(`TRAILWARDEN_PLAYBOOKS names no playbook: "${strange.join('=')}".`);
  return Object.fromEntries(named);
}
