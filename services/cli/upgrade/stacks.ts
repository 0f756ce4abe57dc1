import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../../../shared/aws/connection';
import {
  type ReadStack,
  readStack,
  readStackSet,
} from '../../../shared/aws/deployment/read-deployed';
import type { Deployed } from '../../../shared/deployment/parts';
import { readTemplate } from '../../../shared/deployment/template/read-template';
import type { Stacks } from '../../../shared/deployment/version-of';
import { releaseTemplates } from '../publish/write-release';
import type { ReleaseFolder } from '../target/release-folder';

/** What is deployed, as CloudFormation has it. Rejects with the SDK's error, also when nothing is. */
export async function deployedStacks(security: Connection): Promise<Stacks> {
  const [central, member] = await Promise.all([
    readStack(security, 'trailwarden'),
    readStackSet(security, 'trailwarden-member'),
  ]);
  // `0.1.0-abcdef/`: a deployment of the Serverless Framework has no such prefix.
  const [, version = 'before'] =
    /^(\d+\.\d+\.\d+)-/.exec(central.parameters.CodePrefix ?? '') ?? [];
  return { version, central: deployedOf(central), member: deployedOf(member) };
}

const deployedOf = ({ template, parameters, tags, physicalIds }: ReadStack): Deployed => ({
  ...{ template: readTemplate(template), parameters, stackTags: tags },
  physicalId: (id) => physicalIds[id],
});

interface Wanted {
  readonly central: Readonly<Record<string, string>>;
  readonly member: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a release will be once it is deployed over this. */
export async function releasedStacks(
  { folder, version }: Pick<ReleaseFolder, 'folder' | 'version'>,
  { central, member, tags: stackTags }: Wanted,
  before: Stacks,
): Promise<Stacks> {
  const read = async (file: string) => readTemplate(await readFile(join(folder, file), 'utf8'));
  const [ofCentral, ofMember] = await Promise.all(
    [releaseTemplates.central, releaseTemplates.member].map(read),
  );
  const { physicalId } = before.central;
  if (!ofCentral || !ofMember) throw new Error(`${folder} holds no templates.`);
  return {
    version,
    central: {
      ...{ template: ofCentral, parameters: central, stackTags },
      ...(physicalId && { physicalId }),
    },
    member: { template: ofMember, parameters: member, stackTags },
  };
}
