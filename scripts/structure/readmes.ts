import { readmePictures } from '../readme-pictures.ts'
import type { Source } from './sources.ts'

const PICTURE = /docs\/pictures\/([\w-]+)\.png/g

/** What both languages must have alike, in the same order. */
const ALIKE: Record<string, (text: string) => string[]> = {
  'the same pictures': (text) => [...text.matchAll(PICTURE)].map((found) => found[1] ?? ''),
  'the same blocks of code': (text) => [...text.matchAll(/^```[\s\S]*?^```/gm)].map(([block]) => block),
  'the same levels of headings': (text) => [...text.matchAll(/^#+(?= )/gm)].map(([level]) => level),
  'the same rows of tables': (text) => [...text.matchAll(/^\|.*$/gm)].map(([row]) => String(row.split('|').length)),
  'the same variables and commands in tables': (text) => [...text.matchAll(/^\| `.*?` \|/gm)].map(([name]) => name),
}

/** The README is one document in two languages, and shows only pictures that are made from a fresh start. */
export function checkReadmes(sources: Source[]): string[] {
  const [english, chinese] = ['README.md', 'README.zh-CN.md'].map((name) => sources.find(({ file }) => file === name))
  if (!english || !chinese) return ['README.md and README.zh-CN.md: one of the two languages is missing']
  const shown = [...english.text.matchAll(PICTURE)].map((found) => found[1] ?? '')
  const made = Object.keys(readmePictures)
  return [
    ...shown
      .filter((name) => !made.includes(name))
      .map((name) => `README.md: ${name}.png is not made by npm run pictures; see scripts/readme-pictures.ts`),
    ...made
      .filter((name) => !shown.includes(name))
      .map((name) => `scripts/readme-pictures.ts: ${name} is made and not shown`),
    ...Object.entries(ALIKE)
      .filter(([, read]) => read(english.text).join('\n') !== read(chinese.text).join('\n'))
      .map(([what]) => `README.md and README.zh-CN.md do not have ${what}`),
    ...[[english, chinese.file] as const, [chinese, english.file] as const].flatMap(([{ file, text }, other]) =>
      text.includes(`](${other})`) ? [] : [`${file}: does not link ${other}`],
    ),
  ]
}
