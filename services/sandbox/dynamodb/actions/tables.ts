import { actionsWith } from '../../core/make-action';
import { type Action, type Call, NotEmulated, Refusal, type World } from '../../core/service';
import { createTable, deleteTable } from '../create-table';
import { askEngine } from '../engine';
import { forward, onItems, outputOf, tableOf } from '../proxy';
import { describeSettings, type Input, tableSettings } from '../table-settings';

const onTable = actionsWith({ resource: tableOf });

export const createTableAction = onTable(async (call, world) => ({
  TableDescription: await createTable(world, call, call.input),
}));

export const describeTableAction = onTable(async (call, world) => {
  const { Table } = outputOf(await forward(call, world));
  const arn = tableOf(call);
  return { Table: describeSettings(Table as Input, arn, tableSettings(world).get(arn)) };
});

/** Only deletion protection can be changed. */
export const updateTableAction = onTable(async (call, world) => {
  const { TableName, DeletionProtectionEnabled: protection, ...more } = call.input;
  const [other] = Object.keys(more);
  if (other !== undefined) {
    throw new NotEmulated(
      `sandbox: ${other} of dynamodb:UpdateTable is not emulated; add it to services/sandbox/dynamodb/actions/tables.ts`,
    );
  }
  const body = JSON.stringify({ TableName });
  const { Table } = outputOf(await askEngine(world, call, { action: 'DescribeTable', body }));
  const settings = tableSettings(world).get(tableOf(call));
  if (settings !== undefined) settings.deletionProtection = protection === true;
  return { TableDescription: describeSettings(Table as Input, tableOf(call), settings) };
});

export const deleteTableAction = onTable(async (call, world) => ({
  TableDescription: await deleteTable(world, call, String(call.input.TableName)),
}));

/** Remembered, and nothing is ever deleted: AWS does it "within a few days" and it is not to be relied on. */
export const updateTimeToLiveAction = onTable((call, world) => {
  const specification = call.input.TimeToLiveSpecification as Input;
  const settings = tableSettings(world).get(tableOf(call));
  if (settings !== undefined) {
    const attribute = String(specification.AttributeName);
    settings.timeToLive = specification.Enabled === true ? attribute : undefined;
  }
  return { TimeToLiveSpecification: specification };
});

export const describeTimeToLiveAction = onTable(async (call, world) => {
  const AttributeName = tableSettings(world).get(tableOf(call))?.timeToLive;
  if (AttributeName === undefined) return outputOf(await forward(call, world));
  return { TimeToLiveDescription: { AttributeName, TimeToLiveStatus: 'ENABLED' } };
});

/** Remembered; nothing is backed up. */
export const updateContinuousBackupsAction = onTable((call, world) => {
  const specification = call.input.PointInTimeRecoverySpecification as Input;
  settingsOf(call, world).pointInTimeRecovery = specification.PointInTimeRecoveryEnabled === true;
  return describe(call, world);
});

export const describeContinuousBackupsAction = onTable(describe);

function describe(call: Call, world: World) {
  const PointInTimeRecoveryStatus = settingsOf(call, world).pointInTimeRecovery
    ? 'ENABLED'
    : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
    },
  };
}

function settingsOf(call: Call, world: World) {
  const settings = tableSettings(world).get(tableOf(call));
  if (settings !== undefined) return settings;
  throw new Refusal('TableNotFoundException', `Table not found: ${String(call.input.TableName)}`);
}

export const listTables: Action = { ...onItems, resource: () => '*' };
