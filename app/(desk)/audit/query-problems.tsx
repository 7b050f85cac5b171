import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { MOST_VALUES, type QueryProblem } from '@/lib/audit/query-parser'
import { isolateText, isolation } from '@/lib/format'

const MOST = 4

/** A sentence around somebody's word, with the marks of its isolation as an element, which nobody copies along. */
function Told({ children }: { children: string }) {
  const [before = '', word = '', after = ''] = children.split(isolation)
  return (
    <>
      {before}
      <bdi>{word}</bdi>
      {after}
    </>
  )
}

/** What of the query could not be meant, and what was done about it. */
export function QueryProblems({ problems }: { problems: readonly QueryProblem[] }) {
  const t = useTranslations('explorer')
  if (problems.length === 0) return null
  return (
    <div role="alert">
      <ul className="mt-1.5 grid gap-0.5 text-12 text-orpiment">
        {problems.slice(0, MOST).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems are read once, in order
          <li key={index} className="flex items-start gap-1.5">
            <Icon name="warning" small className="mt-0.5" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {'word' in problem ? (
                <Told>
                  {t(`problem.${problem.kind}`, {
                    word: isolateText(problem.word.slice(0, 80)),
                    key: problem.key ? t(`key.${problem.key}`) : '',
                  })}
                </Told>
              ) : (
                t(`problem.${problem.kind}`, { most: MOST_VALUES })
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
