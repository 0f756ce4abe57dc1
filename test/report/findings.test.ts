import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Ajv from 'ajv/dist/2020';
import { asff } from '../../shared/tell/report/asff';
import { ocsf } from '../../shared/tell/report/ocsf';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { incidents } from './incidents';

const IMPORTER = { accountId: '222233334444', region: 'us-east-1' };

// OCSF marks deprecated attributes by a keyword of its own.
const ajv = new Ajv({ strict: false, allErrors: true });
const schema = (name: string): object => JSON.parse(readFileSync(join(__dirname, name), 'utf8'));
const isOcsf = ajv.compile(schema('ocsf-1.6.0-detection-finding.json'));
const isAsff = ajv.compile(schema('asff-finding.schema.json'));

/** The finding as it is written: undefined fields are absent. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each(Object.keys(incidents))('OCSF’s own schema accepts the finding when %s', (name) => {
  const { [name]: incident = anIncident() } = incidents;
  isOcsf(written(ocsf(incident)));
  expect(isOcsf.errors ?? []).toEqual([]);
});

test.each(Object.keys(incidents))('the finding is valid for Security Hub when %s', (name) => {
  const { [name]: incident = anIncident() } = incidents;
  const finding = written(asff(incident, IMPORTER));
  isAsff(finding);
  expect(isAsff.errors ?? []).toEqual([]);
  expect(JSON.stringify(finding).length).toBeLessThan(240_000);
});

test('the schemas refuse an object that is no finding', () => {
  const { finding_info: _, ...ofOcsf } = ocsf(anIncident());
  expect(isOcsf(written(ofOcsf))).toBe(false);
  expect(isOcsf(written({ ...ocsf(anIncident()), severity_id: 7 }))).toBe(false);
  const { Resources: __, ...ofAsff } = asff(anIncident(), IMPORTER);
  expect(isAsff(written(ofAsff))).toBe(false);
  expect(isAsff(written({ ...asff(anIncident(), IMPORTER), Title: ' ' }))).toBe(false);
});

test('an OCSF finding has the caller, the call, the address, the resource and the technique', () => {
  expect(ocsf(anIncident())).toMatchObject({
    ...{ class_uid: 2004, category_uid: 2, type_uid: 200_402, severity_id: 5, status_id: 1 },
    cloud: { provider: 'AWS', account: { uid: '111122223333' }, region: 'eu-west-1' },
    finding_info: {
      uid: 'inc-20261121t204953-9f2c41',
      attacks: [
        { technique: { uid: 'T1685' }, sub_technique: { uid: 'T1685.002' } },
        { technique: { uid: 'T1562' }, sub_technique: { uid: 'T1562.008' } },
      ],
    },
    evidences: [
      {
        api: { operation: 'StopLogging', service: { name: 'cloudtrail.amazonaws.com' } },
        actor: { user: { uid: 'arn:aws:sts::111122223333:assumed-role/Admin/mallory' } },
        src_endpoint: { ip: '203.0.113.7' },
      },
    ],
    resources: [{ uid: anIncident().subjectId, type: 'AWS::CloudTrail::Trail' }],
  });
});

test('an answer closes a finding, except the answer not-me', () => {
  const answered = (as: 'planned' | 'not-me' | 'handled') => {
    const acknowledgement = { as, by: 'alice', at: '2026-11-21T21:00:00.000Z' };
    const incident = fullIncident({ acknowledged: true, acknowledgement });
    const { Workflow, RecordState } = asff(incident, IMPORTER);
    return [ocsf(incident).activity_name, ocsf(incident).status, Workflow.Status, RecordState];
  };
  expect(answered('planned')).toEqual(['Close', 'Resolved', 'RESOLVED', 'ARCHIVED']);
  expect(answered('handled')).toEqual(['Close', 'Resolved', 'RESOLVED', 'ARCHIVED']);
  expect(answered('not-me')).toEqual(['Update', 'In Progress', 'NEW', 'ACTIVE']);
});
