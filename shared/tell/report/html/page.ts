import type { Document, Section } from '../document';
import { htmlOf } from './block';
import { escaped } from './escaped';
import { style } from './style';

/** One file that requests nothing from the network, with a policy that lets a browser request nothing. */
export const page = ({ id, title, marks, sections }: Document): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escaped(id)}: ${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header><p>${escaped(id)}</p><h1>${escaped(title)}</h1><ul class="marks">${marks.map((mark) => `<li class="${escaped(mark)}">${escaped(mark)}</li>`).join('')}</ul></header>
<main>
${sections.map(sectionOf).join('\n')}
</main>
</body>
</html>
`;

const sectionOf = ({ title, blocks }: Section, index: number): string =>
  `<section aria-labelledby="s${index}"><h2 id="s${index}">${escaped(title)}</h2>${blocks.map(htmlOf).join('')}</section>`;
