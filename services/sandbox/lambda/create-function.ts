import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { partitionOf } from '../core/partition';
import type { NamedPlace } from '../core/place';
import type { World } from '../core/service';
import { killEnvironments } from './end-environments';
import { linkSdk } from './inline-code';
import { findFunction } from './invoke';
import { refuse } from './refusals';
import { checkRole, maySend } from './role-of-function';
import { type FunctionSettings, type LambdaFunction, lambdaOf } from './state';
import { unpackCode } from './unpack-code';

interface FunctionDraft extends NamedPlace {
  readonly settings: FunctionSettings;
  readonly architectures: readonly string[];
  readonly tracingMode: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly recursiveLoop: 'Allow' | 'Terminate';
  readonly reservedConcurrency: number | undefined;
  readonly deadLetterArn: string | undefined;
  /** The deployment package. */
  readonly zip: Uint8Array;
  /** Folder with the zips of its stack; absent where the code came in the template itself. */
  readonly artifacts: string | undefined;
}

/** Refuses a role that Lambda may not assume. Nothing runs until the first invocation. */
export async function createFunction(world: World, draft: FunctionDraft): Promise<LambdaFunction> {
  const { zip, artifacts, ...rest } = draft;
  const arn = `arn:${partitionOf(draft.region)}:lambda:${draft.region}:${draft.accountId}:function:${draft.name}`;
  const { functions } = lambdaOf(world);
  if (functions.has(arn)) throw refuse.conflict(`Function already exist: ${draft.name}`);
  checkRole(world, draft.settings.roleArn);
  const code = await unpackCode(zip);
  if (artifacts === undefined) await linkSdk(code.folder);
  const created: LambdaFunction = {
    ...rest,
    arn,
    code,
    codeFolders: [code.folder],
    artifacts: artifacts ?? code.folder,
    lastModified: world.now(),
    revisionId: randomUUID(),
    permissions: new Map(),
    environments: new Set(),
    waiting: [],
  };
  functions.set(arn, created);
  const { deadLetterArn: onFailureArn } = draft;
  if (onFailureArn && !maySend(world, { functionArn: arn, onFailureArn })) {
    await deleteFunction(world, arn);
    throw refuse.invalidParameter(
      'The provided execution role does not have permissions to call SendMessage on SQS',
    );
  }
  return created;
}

export async function deleteFunction(world: World, arn: string): Promise<void> {
  const deleted = findFunction(world, arn);
  deleted.waiting.length = 0;
  killEnvironments({ world }, arn);
  lambdaOf(world).functions.delete(arn);
  const folders = deleted.codeFolders.map((folder) => rm(folder, { recursive: true, force: true }));
  await Promise.all(folders);
}
