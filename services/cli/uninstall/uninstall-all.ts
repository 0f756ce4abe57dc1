import { keepResources } from '../../../shared/aws/deployment/left-resources';
import { openStackSets } from '../../../shared/aws/deployment/stack-sets';
import { openStacks } from '../../../shared/aws/deployment/stacks';
import { standDown } from '../../../shared/aws/deployment/stand-down';
import { openTable } from '../../../shared/aws/table/table';
import { LEFT } from '../../../shared/deployment/left';
import { regionsOf, stackSetNames } from '../../../shared/deployment/stack-sets';
import { CENTRAL } from '../deploy/plan-deployment';
import type { Deployment } from '../target/deployment';

export interface UninstallReport {
  readonly done: readonly string[];
  readonly left: readonly { readonly what: string; readonly why: string }[];
}

/** Guards first, then what they guard, then what they are made of. Each step that is done already is none. */
export async function uninstallAll(
  { config, security, management, bucket, everyMs }: Deployment,
  onProgress: (line: string) => void,
): Promise<UninstallReport> {
  const stacks = openStacks(security, everyMs);
  const done: string[] = [];
  onProgress('the guards stand down');
  const stopped = await standDown(security, Math.min(everyMs, 1_000));
  if (stopped > 0) done.push('The responder gets no signals any more.');
  const sets = openStackSets(security, everyMs);
  for (const name of stackSetNames.toReversed()) {
    const found = await sets.find(name);
    if (!found) continue;
    await sets.remove(name, found.units, (instances) =>
      onProgress(`${name}: ${instances.length} accounts × Regions left`),
    );
    done.push(`The StackSet ${name} is gone, with its stacks.`);
  }
  const left = [];
  if (management) {
    for (const region of regionsOf(config).toReversed()) {
      const there = openStacks({ ...management, region }, everyMs);
      if (!(await there.find('trailwarden-member'))) continue;
      await there.remove('trailwarden-member', (status) =>
        onProgress(`management account, ${region}: ${status}`),
      );
      done.push(`The stack of the management account in ${region} is gone.`);
    }
  } else {
    left.push({
      what: `stacks trailwarden-member in the management account, ${regionsOf(config).join(', ')}`,
      why: 'No profile of that account was named: repeat with --management-profile.',
    });
  }
  const central = await stacks.find(CENTRAL);
  if (central) {
    const resources = await stacks.resources(CENTRAL);
    const kept = LEFT.flatMap(({ logicalId, type, why }) => {
      const physicalId = resources[logicalId];
      return physicalId ? [{ logicalId, type, physicalId, why }] : [];
    });
    const table = openTable(central.outputs.TableName ?? 'trailwarden', security);
    await keepResources(table, kept);
    await stacks.remove(CENTRAL, (status) => onProgress(`central stack: ${status}`));
    done.push('The central stack is gone.');
    left.push(...kept.map(({ physicalId, type, why }) => ({ what: `${type} ${physicalId}`, why })));
  }
  left.push({
    what: `AWS::S3::Bucket ${bucket.name}`,
    why: 'It holds the releases that were deployed; delete it when no rollback is wanted.',
  });
  return { done, left };
}
