import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientConfig } from '../../../shared/aws/connection';
import {
  type Instance,
  openStackSets,
  type StackSets,
  type WantedSet,
} from '../../../shared/aws/deployment/stack-sets';
import { openStacks, type WantedStack } from '../../../shared/aws/deployment/stacks';
import { makeCodeBucket, templateUrl, uploadFiles } from '../../../shared/aws/deployment/uploads';
import { protectTable } from '../../../shared/aws/table/protect-table';
import { LEFT } from '../../../shared/deployment/left';
import {
  memberParameters,
  regionsOf,
  type WantedStackSet,
  wantedStackSets,
} from '../../../shared/deployment/stack-sets';
import { dnsSuffixOf } from '../../../shared/domain/global-region';
import { releaseTemplates } from '../publish/write-release';
import type { Deployment } from '../target/deployment';
import { UserError } from '../terminal/user-error';
import { CENTRAL, type DeploymentPlan, releaseName } from './plan-deployment';

export interface DeploymentReport {
  readonly release: string;
  readonly central: 'made' | 'changed' | 'same';
  readonly uploaded: number;
  /** Regions of the management account; empty: it has no stack yet. */
  readonly managementRegions: readonly string[];
  /** Why the management account was left out; absent when it was not. */
  readonly managementLeftOut?: string;
  readonly stackSets: readonly { readonly name: string; readonly instances: number }[];
  /** Accounts and Regions in which a StackSet could not be deployed, with AWS's reason. */
  readonly failed: readonly (Instance & { readonly stackSet: string })[];
}

/**
 * Central stack, management account, StackSets: each step looks what is there, so that a run that was interrupted is
 * gone on with by the next. Rejects when the central stack, or the canary unit, is not whole.
 */
export async function deployAll(
  deployment: Deployment,
  plan: DeploymentPlan,
  onProgress: (line: string) => void,
): Promise<DeploymentReport> {
  const { config, release, security, bucket, everyMs } = deployment;
  const prefix = `${releaseName(release)}/`;
  onProgress(`the bucket ${bucket.name}`);
  await makeCodeBucket(bucket, security);
  const { folder, files } = release;
  const uploaded = await uploadFiles(
    bucket,
    { folder, files, prefix, onFile: (name) => onProgress(`uploading ${name}`) },
    security,
  );
  const urlOf = (file: string): string =>
    templateUrl(bucket, `${prefix}${file}`, dnsSuffixOf(config.region));
  const stacks = openStacks(security, everyMs);
  const wanted: WantedStack = {
    name: CENTRAL,
    template: { url: urlOf(releaseTemplates.central) },
    parameters: {
      ...config.parameters,
      ...{ CodeBucket: bucket.name, CodePrefix: prefix, MemberStackSet: 'no' },
    },
    tags: config.tags,
  };
  if (plan.left.length > 0) await takeUp(deployment, wanted, plan.left, onProgress);
  const central = await stacks.put(wanted, (status) => onProgress(`central stack: ${status}`));
  const outputs = (await stacks.find(CENTRAL))?.outputs ?? {};
  await protectTable(clientConfig(security), outputs.TableName ?? 'trailwarden');
  const known = { config, parametersOf: release.parameters, busArn: outputs.BusArn ?? '' };
  const management = await deployManagement(deployment, known, onProgress);
  const sets = openStackSets(security, everyMs);
  const done = [];
  const failed: DeploymentReport['failed'][number][] = [];
  for (const wanted of wantedStackSets(known)) {
    const instances = await deploySet(
      sets,
      { ...wanted, templateUrl: urlOf(releaseTemplates[wanted.template]), tags: config.tags },
      { canary: config.canaryUnitId ?? '', units: wanted.units, onProgress },
    );
    done.push({ name: wanted.name, instances: instances.length });
    failed.push(
      ...instances
        .filter(({ isCurrent }) => !isCurrent)
        .map((one) => ({ ...one, stackSet: wanted.name })),
    );
  }
  for (const name of plan.goneSets) {
    onProgress(`${name} goes`);
    const gone = await sets.find(name);
    await sets.remove(name, gone?.units ?? []);
  }
  return {
    ...{ release: releaseName(release), central, uploaded, ...management },
    ...{ stackSets: done, failed },
  };
}

/** What an earlier stack left behind becomes the new one's. */
async function takeUp(
  { release, security, everyMs }: Deployment,
  wanted: WantedStack,
  left: DeploymentPlan['left'],
  onProgress: (line: string) => void,
): Promise<void> {
  onProgress('taking up the table, the keys and the evidence of before');
  const whole = JSON.parse(
    await readFile(join(release.folder, releaseTemplates.central), 'utf8'),
  ) as { readonly Resources: object };
  const ids = left.map(({ logicalId }) => logicalId);
  const Resources = Object.fromEntries(
    Object.entries(whole.Resources).filter(([id]) => ids.includes(id)),
  );
  const body = JSON.stringify({ ...whole, Resources, Outputs: undefined });
  await openStacks(security, everyMs).adopt(
    { ...wanted, template: { body } },
    left.map((one) => ({ ...one, identifier: identifierOf(one.logicalId) })),
  );
}

const identifierOf = (logicalId: string): string =>
  LEFT.find((one) => one.logicalId === logicalId)?.identifier ?? '';

/** StackSets leave that account out, so it gets the same template as stacks of its own. */
async function deployManagement(
  { config, release, management, everyMs }: Deployment,
  known: Parameters<typeof memberParameters>[0],
  onProgress: (line: string) => void,
): Promise<Pick<DeploymentReport, 'managementRegions' | 'managementLeftOut'>> {
  if (!management)
    return {
      managementRegions: [],
      managementLeftOut:
        'The management account was left as it is: name its profile with --management-profile. Its organization trail is not guarded without it.',
    };
  const body = await readFile(join(release.folder, releaseTemplates.member), 'utf8');
  const wanted: WantedStack = {
    name: 'trailwarden-member',
    template: { body },
    parameters: memberParameters(known, 'member'),
    tags: config.tags,
  };
  const regions = regionsOf(config);
  for (const region of regions) {
    await openStacks({ ...management, region }, everyMs).put(wanted, (status) =>
      onProgress(`management account, ${region}: ${status}`),
    );
  }
  return { managementRegions: regions };
}

interface Rollout {
  readonly canary: string;
  readonly units: readonly string[];
  readonly onProgress: (line: string) => void;
}

/** The canary unit first, and the rest only when it is whole. Returns every account and Region as it is then. */
async function deploySet(
  sets: StackSets,
  wanted: WantedSet & Pick<WantedStackSet, 'template'>,
  { canary, units, onProgress }: Rollout,
): Promise<readonly Instance[]> {
  const { name } = wanted;
  const onTurn = (instances: readonly Instance[]): void => {
    const current = instances.filter(({ isCurrent }) => isCurrent).length;
    onProgress(`${name}: ${current} of ${instances.length} accounts × Regions`);
  };
  if (await sets.find(name)) await sets.update(wanted, onTurn);
  else await sets.create(wanted);
  if (canary !== '') {
    await sets.add(wanted, [canary], onTurn);
    const failed = (await sets.instances(name)).filter(({ isCurrent }) => !isCurrent);
    if (failed[0])
      throw new UserError(
        `${name} stopped at the canary unit ${canary}: ${whereOf(failed[0])}: ${failed[0].why}. Nothing was deployed beyond it; mend it, and repeat the command.`,
        1,
      );
  }
  await sets.add(wanted, units, onTurn);
  return sets.instances(name);
}

export const whereOf = ({ accountId, region }: Instance): string => `${accountId} in ${region}`;
