import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Ajv from 'ajv/dist/2020';
import type { Incident } from '../../shared/domain/incident';
import { webhookPayload } from '../../shared/tell/notify/channels/webhook';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { incidents } from '../report/incidents';
import { aNotice } from './a-notice';

const file = readFileSync(join(__dirname, '../../docs/incident.schema.json'), 'utf8');
const schema = JSON.parse(file) as {
  readonly $defs: { readonly incident: { readonly properties: Readonly<Record<string, object>> } };
};
const ajv = new Ajv({ strict: false, allErrors: true, formats: { 'date-time': isTime } });
const isFormat1 = ajv.compile(schema);

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}

/** The field `data` of the webhook's body. */
const dataOf = (incident: Incident): unknown => {
  const items = [{ incident, notices: [aNotice()] as const }];
  const letter = { id: 'x', at: '2026-11-21T21:00:00.000Z', items, mayRepeat: false };
  return JSON.parse(JSON.stringify(webhookPayload(letter).data));
};

test.each(Object.keys(incidents))('the webhook has the documented form when %s', (name) => {
  const { [name]: incident = anIncident() } = incidents;
  isFormat1(dataOf(incident));
  expect(isFormat1.errors ?? []).toEqual([]);
});

test('the schema refuses a body that lacks a promised field or has another format', () => {
  const { severity: _, ...less } = anIncident();
  expect(isFormat1({ format: 1, incident: less })).toBe(false);
  expect(isFormat1({ format: 2, incident: anIncident() })).toBe(false);
});

test('every field of an incident is in the schema, so that none is renamed unnoticed', () => {
  const follows = {
    follows: 'inc-0',
    accountName: 'payments',
    unansweredSince: anIncident().openedAt,
  };
  const all = Object.keys(
    fullIncident({ ...follows, again: { times: 2, at: anIncident().openedAt } }),
  );
  const { properties } = schema.$defs.incident;
  expect(all.filter((name) => !(name in properties))).toEqual([]);
});
