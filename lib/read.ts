import 'server-only'
import { preparedSql } from '@/lib/db'

/** A moment as the driver gives it, or as text where the rows came as JSON. */
export type ReadMoment = Date | string

/** A statement, and what is made of its rows. */
export interface Read<Result> {
  text: string
  values: readonly unknown[]
  make: (rows: unknown[]) => Result
}

/** `Row` is how the statement names its columns. */
export const toRead = <Row, Result>(
  text: string,
  values: readonly unknown[],
  make: (rows: Row[]) => Result,
): Read<Result> => ({ text, values, make: (rows) => make(rows as Row[]) })

export const readOne = async <Result>({ text, values, make }: Read<Result>): Promise<Result> =>
  make(await preparedSql(text, values))

type Results<Reads> = { [Name in keyof Reads]: Reads[Name] extends Read<infer Result> ? Result : never }

/** Several small reads in one round trip: each costs more on the way than in the database. */
export async function readTogether<Reads extends Record<string, Read<unknown>>>(reads: Reads): Promise<Results<Reads>> {
  const entries = Object.entries(reads)
  const values: unknown[] = []
  const columns = entries.map(([name, read]) => {
    const text = read.text.replace(/\$(\d+)/g, (_, place: string) => `$${values.length + Number(place)}`)
    values.push(...read.values)
    return `(select coalesce(json_agg(row_to_json(one)), '[]') from (${text}) one) as ${name}`
  })
  const [row] = await preparedSql<Record<string, unknown[]>>(`select ${columns.join(',\n')}`, values)
  return Object.fromEntries(entries.map(([name, { make }]) => [name, make(row?.[name] ?? [])])) as Results<Reads>
}
