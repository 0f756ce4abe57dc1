import { inert } from './inert';

/** Only queues call functions here, through event source mappings, which need no permission. */
export const lambdaPermission = inert({
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
  name: 'Id',
});
