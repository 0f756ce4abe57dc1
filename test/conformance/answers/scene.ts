import { createLocalOrganization, type Sandbox, startSandbox } from '../../../services/sandbox';
import type { Answer } from './recorded-answers';

/** A sandbox of one situation's own: what is done in it, no other situation sees. */
export interface Scene {
  readonly sandbox: Sandbox;
  /** Three member accounts: the recorded 111111111111, 222222222222 and 333333333333. */
  readonly accounts: readonly [string, string, string];
  readonly managementAccountId: string;
  /** Settings of an SDK client: it never retries. Default: a user `admin` of the first account, in us-east-1. */
  readonly as: (accountId?: string, region?: string, userOrRole?: string) => ClientSettings;
  /** With the account ids of this scene in place of the recorded ones, and `{name}`s in place of what `names` says. */
  readonly filled: <T>(value: T, names?: Readonly<Record<string, string>>) => T;
  /** The other way: an answer of the sandbox in the recorded account ids. */
  readonly recordedIds: <T>(value: T) => T;
}

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: 1;
  readonly forcePathStyle: true;
}

const RECORDED = ['111111111111', '222222222222', '333333333333'] as const;

/** Runs `ask` in a sandbox of its own. */
export async function inScene(ask: (scene: Scene) => Promise<Answer>): Promise<Answer> {
  const sandbox = await startSandbox({
    regions: ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'],
  });
  try {
    const { memberAccountIds, managementAccountId } = createLocalOrganization(sandbox, {
      accounts: 3,
    });
    const [one = '', two = '', three = ''] = memberAccountIds;
    const accounts = [one, two, three] as const;
    const filled: Scene['filled'] = (value, names = {}) => {
      let text = JSON.stringify(value);
      for (const [at, id] of RECORDED.entries()) text = text.replaceAll(id, accounts[at] ?? '');
      for (const [name, by] of Object.entries(names)) text = text.replaceAll(`{${name}}`, by);
      return JSON.parse(text);
    };
    const scene: Scene = {
      sandbox,
      accounts,
      managementAccountId,
      as: (accountId = one, region = 'us-east-1', userOrRole = undefined) => ({
        endpoint: sandbox.endpoint,
        region,
        credentials: sandbox.credentials(accountId, userOrRole),
        maxAttempts: 1,
        forcePathStyle: true,
      }),
      filled,
      recordedIds: (value) => {
        let text = JSON.stringify(value);
        for (const [at, id] of RECORDED.entries()) text = text.replaceAll(accounts[at] ?? '', id);
        return JSON.parse(text);
      },
    };
    return scene.recordedIds(await ask(scene));
  } finally {
    await sandbox.close();
  }
}

/** What one SDK call answered, a refusal included. Anything that is no answer of the service is thrown. */
export async function answerOf(call: Promise<object>): Promise<Answer> {
  try {
    const { $metadata: _, ...ok } = (await call) as { $metadata?: unknown };
    return { ok };
  } catch (error) {
    const { name, message, $metadata } = error as {
      name: string;
      message: string;
      $metadata?: { httpStatusCode?: number };
    };
    if ($metadata?.httpStatusCode === undefined) throw error;
    return { code: name, message, status: $metadata.httpStatusCode };
  }
}
