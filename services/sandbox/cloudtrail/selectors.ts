import { Refusal } from '../core/service';
import type { AdvancedEventSelector, EventSelector, FieldSelector, Selectors } from './state';

/** A new trail records every management event. */
export const defaultSelectors: Selectors = {
  kind: 'basic',
  selectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ],
};

export interface ManagementEvent {
  readonly eventSource: string;
  readonly readOnly: boolean;
}

/** True when a trail with these selectors records the management event. */
export function selects(selectors: Selectors, event: ManagementEvent): boolean {
  if (selectors.kind === 'basic') {
    return selectors.selectors.some((selector) => basicSelects(selector, event));
  }
  return selectors.selectors.some(({ FieldSelectors }) =>
    FieldSelectors.every((field) => fieldSelects(field, event)),
  );
}

function basicSelects(selector: EventSelector, event: ManagementEvent): boolean {
  if (!selector.IncludeManagementEvents) return false;
  if (selector.ExcludeManagementEventSources.includes(event.eventSource)) return false;
  if (selector.ReadWriteType === 'All') return true;
  return (selector.ReadWriteType === 'ReadOnly') === event.readOnly;
}

const operators = {
  Equals: (actual: string, value: string) => actual === value,
  StartsWith: (actual: string, value: string) => actual.startsWith(value),
  EndsWith: (actual: string, value: string) => actual.endsWith(value),
} as const;

function fieldSelects(field: FieldSelector, event: ManagementEvent): boolean {
  const actual = actualValue(field.Field, event);
  return (['Equals', 'StartsWith', 'EndsWith'] as const).every((name) => {
    const holds = (value: string) => operators[name](actual, value);
    return (field[name]?.some(holds) ?? true) && !field[`Not${name}`]?.some(holds);
  });
}

/** Fields of data events (`resources.type` …) are empty here: a management event never matches them. */
function actualValue(field: string, event: ManagementEvent): string {
  if (field === 'eventCategory') return 'Management';
  if (field === 'readOnly') return String(event.readOnly);
  return field === 'eventSource' ? event.eventSource : '';
}

type Written = Readonly<Record<string, unknown>>;

const readWriteTypes = ['All', 'ReadOnly', 'WriteOnly'] as const;
const excludable = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

const invalid = (message: string): Refusal =>
  new Refusal('InvalidEventSelectorsException', message);

/** Exactly one kind, or a refusal [D API_PutEventSelectors]. */
export function readSelectors(input: Written): Selectors {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = input;
  if (Array.isArray(basic) === Array.isArray(advanced)) {
    throw invalid(
      'You can select events by using either EventSelectors or AdvancedEventSelectors, but not both.',
    );
  }
  if (Array.isArray(basic)) {
    if (basic.length < 1 || basic.length > 5)
      throw invalid('Specify a valid number of selectors (1 to 5) for your trail');
    return { kind: 'basic', selectors: basic.map(readBasic) };
  }
  const written = advanced as readonly Written[];
  if (written.length < 1 || written.length > 500)
    throw invalid('Specify between 1 and 500 selectors for your trail.');
  const selectors = written.map(readAdvanced);
  return { kind: 'advanced', selectors };
}

function readBasic(written: Written): EventSelector {
  const type = readWriteTypes.find((one) => one === (written.ReadWriteType ?? 'All'));
  if (!type) {
    throw invalid(`Value ${String(written.ReadWriteType)} for ReadWriteType is invalid.`);
  }
  const excluded = (written.ExcludeManagementEventSources ?? []) as readonly string[];
  const wrong = excluded.find((source) => !excludable.includes(source));
  if (wrong !== undefined) {
    throw invalid(`Value ${wrong} for ExcludeManagementEventSources is invalid.`);
  }
  return {
    ReadWriteType: type,
    IncludeManagementEvents: written.IncludeManagementEvents !== false,
    DataResources: (written.DataResources ?? []) as readonly unknown[],
    ExcludeManagementEventSources: excluded,
  };
}

function readAdvanced(written: Written): AdvancedEventSelector {
  const fields = (written.FieldSelectors ?? []) as readonly FieldSelector[];
  const category = fields.find(({ Field }) => Field === 'eventCategory');
  if (category?.Equals?.length !== 1) {
    throw invalid('The following fields are required: [eventCategory].');
  }
  if (category.Equals[0] === 'Management') checkManagementFields(fields);
  const types = fields.find(({ Field }) => Field === 'resources.type')?.Equals ?? [];
  if (!types.every((type) => isResourceType(type)))
    throw invalid('The resources.type field value is not valid.');
  return {
    ...(typeof written.Name === 'string' && { Name: written.Name }),
    FieldSelectors: fields,
  };
}

/**
 * AWS has a list that grows each month ([D] API_AdvancedFieldSelector). Only what can be none of it is refused here: a
 * service that no data event is of.
 */
const isResourceType = (type: string): boolean => {
  const [, service = ''] = /^AWS::([A-Za-z0-9]+)::[A-Za-z0-9]+$/.exec(type) ?? [];
  return SERVICES_WITH_DATA_EVENTS.has(service);
};

const SERVICES_WITH_DATA_EVENTS = new Set(
  `AIOps AppConfig AppSync B2BI Backup Bedrock BedrockAgentCore Cassandra CloudFront CloudTrail CloudWatch CodeGuruProfiler
  CodeWhisperer Cognito DataExchange DeadlineCloud DynamoDB EC2 ElasticFileSystem EMRWAL EVS FinSpace GeoMaps GeoPlaces
  GeoRoutes Geo Glue GreengrassV2 GuardDuty IoT IoTSiteWise IoTTwinMaker KendraRanking Kinesis KinesisVideo Lambda
  LocationService MachineLearning ManagedBlockchain MedicalImaging NeptuneGraph One PaymentCryptography PCAConnectorAD
  PCAConnectorSCEP PrivateCAConnectorSCEP QApps QBusiness QDeveloper RDS RolesAnywhere RUM S3 S3Express S3Outposts
  S3ObjectLambda S3Tables S3Vectors SageMaker SCN ServiceDiscovery SignIn SNS SocialMessaging SQS SSM SSMMessages
  StepFunctions SWF ThinClient Timestream VerifiedPermissions WorkSpaces WorkSpacesWeb XRay`.split(
    /\s+/,
  ),
);

/** On trails management events may be narrowed by these only (techniques CT-09). */
function checkManagementFields(fields: readonly FieldSelector[]): void {
  const known = ['eventCategory', 'readOnly', 'eventSource'];
  const wrong = fields.find(({ Field }) => !known.includes(Field));
  if (wrong === undefined) return;
  throw invalid(`Field ${wrong.Field} cannot be used with management events on a trail.`);
}
