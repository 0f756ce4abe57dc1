import { findFunction } from '../../lambda/invoke';
import { permissionStatement } from '../../lambda/permission-statement';
import { lambdaOf } from '../../lambda/state';
import { physicalName } from '../physical-name';
import { optionalText, requiredText } from '../properties';
import type { Creation, ResourceType } from '../resource-type';

/** A statement in the function's policy. EventSourceToken is taken and has no effect. */
export const lambdaPermission: ResourceType = {
  type: 'AWS::Lambda::Permission',
  properties: [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const statementId = physicalName(creation, 'Id', 100);
    const { arn, permissions } = findFunction(deployment.world, functionArn(creation));
    const statement = permissionStatement({
      statementId,
      action: requiredText(properties, 'Action'),
      principal: requiredText(properties, 'Principal'),
      functionArn: arn,
      sourceArn: optionalText(properties, 'SourceArn'),
      sourceAccount: optionalText(properties, 'SourceAccount'),
      organizationId: optionalText(properties, 'PrincipalOrgID'),
    });
    permissions.set(statementId, statement);
    return { physicalId: statementId, attributes: { Id: statementId } };
  },
  remove: (removal) => {
    const { functions } = lambdaOf(removal.deployment.world);
    functions.get(functionArn(removal))?.permissions.delete(removal.physicalId);
  },
};

function functionArn({ properties, deployment: { accountId, region } }: Creation): string {
  const name = requiredText(properties, 'FunctionName');
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}
