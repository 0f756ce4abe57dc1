import { substitutions } from '../../../../shared/deployment/template/resolve';
import { NotEmulated } from '../../core/service';
import { checkedDefinition, createMachine, deleteMachine } from '../../states/machines';
import { type Creation, physicalName, type ResourceType } from '../resource-type';
import { isValues, object, optionalText, requiredText, tagsOf, validationError } from '../template';

/** Logging and tracing are taken and have no effect. */
export const statesStateMachine: ResourceType = {
  type: 'AWS::StepFunctions::StateMachine',
  properties: [
    'Definition',
    'DefinitionString',
    'DefinitionSubstitutions',
    'LoggingConfiguration',
    'RoleArn',
    'StateMachineName',
    'StateMachineType',
    'Tags',
    'TracingConfiguration',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const type = optionalText(properties, 'StateMachineType') ?? 'STANDARD';
    if (type !== 'STANDARD') {
      throw new NotEmulated(`sandbox: a state machine of type ${type} is not emulated`);
    }
    const text = definitionText(creation);
    const { arn, name, revisionId } = createMachine(deployment.world, {
      accountId: deployment.accountId,
      region: deployment.region,
      name: physicalName(creation, 'StateMachineName', 80),
      settings: {
        text,
        definition: checkedDefinition(deployment.world, text),
        roleArn: requiredText(properties, 'RoleArn'),
        logging: undefined,
        tracing: undefined,
      },
      tags: new Map(Object.entries(tagsOf(properties))),
    });
    const attributes = { Arn: arn, Name: name, StateMachineRevisionId: revisionId ?? 'INITIAL' };
    return { physicalId: arn, attributes };
  },
  remove: ({ deployment, physicalId }) => deleteMachine(deployment.world, physicalId),
};

/** With each `${Name}` that DefinitionSubstitutions has; others stay as they are. */
function definitionText({ properties }: Creation): string {
  const { Definition } = properties;
  if (Definition !== undefined && !isValues(Definition)) {
    throw validationError('Properties validation failed: #/Definition: expected type: JSONObject');
  }
  const text = isValues(Definition)
    ? JSON.stringify(Definition)
    : requiredText(properties, 'DefinitionString');
  const values = object(properties, 'DefinitionSubstitutions');
  return substitutions(text)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      return piece.name in values ? String(values[piece.name]) : `\${${piece.name}}`;
    })
    .join('');
}
