import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstLines, lastLines } from '../../../shared/playbooks/instance-login/lines';
import { readAuthLog } from '../../../shared/playbooks/instance-login/read-auth';
import { readSockets } from '../../../shared/playbooks/instance-login/read-sockets';

const texts = fc.string({ unit: fc.constantFrom('a', '\n', ' ') });

test('the last and the first lines are those of the whole text', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 9 }), (text, most) => {
      const all = text.split('\n');
      expect(lastLines(text, most)).toEqual(all.slice(-most));
      const { lines, left } = firstLines(text, most);
      expect(lines).toEqual(all.slice(0, most));
      expect(left).toBe(all.slice(most).join('\n').length);
    }),
  );
});

// A list of so many lines is one that V8 ends the process for, and no try catches that.
test('line ends alone, as many as compress into 150 KB, are read', () => {
  const ends = Buffer.alloc(140_000_000, '\n');
  expect(readAuthLog(ends.toString('latin1'), '2026-11-21T20:05:00Z')).toEqual([]);
  const { sockets, unread } = readSockets(new Map([['collected/net/tcp', ends]]), []);
  expect({ sockets, unread }).toEqual({
    sockets: [],
    unread: [{ file: 'collected/net/tcp', why: '139950000 characters more' }],
  });
});
