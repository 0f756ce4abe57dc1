import { drawMilestones } from '../../../shared/tell/report/html/draw-milestones';
import { escaped } from '../../../shared/tell/report/html/escaped';
import { colours, drawing, kinds } from '../../../shared/tell/report/html/style';
import { milestonesOf } from '../../../shared/tell/report/login/milestones';
import { aLoginIncident } from './login/a-login-incident';

const WIDTH = 960;
const EDGE = 16;
const LINE = 20;
/** Where the columns of the evidence begin. */
const COLUMNS = [EDGE, 120, 310, 470, 560] as const;

/** docs/login-report.svg: what the report of a login shows first, of an incident that is the same on every day. */
export function loginPicture(): string {
  const incident = aLoginIncident();
  const { id, sentence, severity, state, loginRun } = incident;
  const { height, marks } = drawMilestones(milestonesOf(incident));
  const items = loginRun?.custody?.items ?? [];
  const findings = loginRun?.findings ?? [];
  const top = 84;
  const evidence = top + height + 40;
  const found = evidence + LINE * items.length + 44;
  const whole = found + LINE * findings.length + EDGE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawn" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" role="img">`,
    '<title>The report of a login: from the session to the release on one axis, evidence, findings</title>',
    `<style>${colours}\n${kinds}\n${drawing}\n${own}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${whole}" rx="8"/>`,
    `<text class="soft" x="${EDGE}" y="24">${escaped(id)}</text>`,
    `<text class="head" x="${EDGE}" y="48">${escaped(sentence)}</text>`,
    `<g class="${severity}"><text class="mark" x="${EDGE}" y="70">${severity}</text></g>`,
    `<g class="${state}"><text class="mark" x="${EDGE + 64}" y="70">${state}</text></g>`,
    `<svg x="${EDGE}" y="${top}" width="${WIDTH - 2 * EDGE}" height="${height}"><title>From the login to the release</title><rect class="box" width="100%" height="100%" rx="6"/>${marks}</svg>`,
    title('Evidence in custody', evidence - 10),
    ...items.map(({ kind, from, size, sha256, tool }, row) =>
      cells(
        [
          kind,
          from,
          `${size.toLocaleString('en')} bytes`,
          tool.name,
          `SHA-256 ${sha256.slice(0, 32)}…`,
        ],
        evidence + LINE * row + 10,
      ),
    ),
    title('Findings', found - 10),
    ...findings.map((text, row) => cells([text], found + LINE * row + 10)),
    '</svg>',
    '',
  ].join('\n');
}

const title = (text: string, y: number): string =>
  `<text class="head" x="${EDGE}" y="${y}">${escaped(text)}</text>`;

const cells = (texts: readonly string[], y: number): string =>
  texts
    .map((text, index) => `<text x="${COLUMNS[index]}" y="${y}">${escaped(cut(text))}</text>`)
    .join('');

/** What fits beside its column. */
const cut = (text: string): string => (text.length > 140 ? `${text.slice(0, 139)}…` : text);

const own = `
.drawn .paper{fill:var(--paper);stroke:var(--line)}
.drawn .box{fill:var(--box);stroke:var(--line)}
.drawn .head{font-size:14px;font-weight:600}
.drawn .mark{fill:currentColor;font-weight:600}
`.trim();
