import type { Local } from '../../services/cli/local/local';
import { type ReadStack, readStack, readStackSet } from '../../shared/aws/deployment/read-deployed';
import type { Deployed } from '../../shared/deployment/parts';
import { readTemplate } from '../../shared/deployment/template/read-template';
import { type Stacks, versionOf } from '../../shared/deployment/version-of';
import type { Rendered } from '../../shared/domain/release';

const deployedOf = ({ template, parameters, tags, physicalIds }: ReadStack): Deployed => ({
  ...{ template: readTemplate(template), parameters, stackTags: tags },
  physicalId: (id) => physicalIds[id],
});

/** The stacks of a sandbox organization as CloudFormation says they are. */
export async function stacksOf(
  { administrator, organization }: Pick<Local, 'administrator' | 'organization'>,
  version = '1.0.0',
): Promise<Stacks> {
  const security = administrator(organization.securityAccountId);
  const [central, member] = await Promise.all([
    readStack(security, 'trailwarden'),
    readStackSet(security, 'trailwarden-member'),
  ]);
  return { version, central: deployedOf(central), member: deployedOf(member) };
}

export const deployedVersion = async (
  of: Pick<Local, 'administrator' | 'organization'>,
  version?: string,
): Promise<Rendered> => versionOf(await stacksOf(of, version));
