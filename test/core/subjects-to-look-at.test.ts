import { expect, test } from '@jest/globals';
import { subjectsToLookAt } from '../../shared/restore/reflex';
import { aMemory, anUnreachableMemory } from '../builders/a-memory';
import { aTrail } from '../builders/a-trail';
import { aDenial } from '../builders/an-observation';

const region = 'us-east-1';
const fresh = aTrail({ name: 'fresh' });

test('listed and remembered trails are looked at, each once', () => {
  const looked = subjectsToLookAt({ region, memory: aMemory(), listed: [aTrail(), fresh] });
  expect(looked).toEqual({ subjects: [aTrail(), fresh] });
});

test('a deleted trail is looked at, because it is remembered', () => {
  expect(subjectsToLookAt({ region, memory: aMemory() }).subjects).toEqual([aTrail()]);
});

test('a remembered trail of another Region is left to the check of that Region', () => {
  expect(subjectsToLookAt({ region: 'eu-west-1', memory: aMemory() }).subjects).toEqual([]);
});

test('a list that could not be read is not an empty list', () => {
  const looked = subjectsToLookAt({ region, memory: aMemory(), missed: aDenial() });
  expect(looked).toEqual({ subjects: [aTrail()], missed: aDenial() });
});

test('when the memory cannot be read, the listed trails are looked at', () => {
  const looked = subjectsToLookAt({ region, memory: anUnreachableMemory(), listed: [fresh] });
  expect(looked.subjects).toEqual([fresh]);
});
