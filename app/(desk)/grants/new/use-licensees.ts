'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LicenseeView } from '@/lib/licensees/schema'
import { getJson, type ReadRefused } from './get-json'

/** The address book as every part of the slip sees it. */
export function useLicensees(connectionId: string) {
  const query = useQuery<{ licensees: LicenseeView[] }, ReadRefused>({
    queryKey: ['licensees', connectionId, ''],
    queryFn: ({ signal }) => getJson('/api/grants/licensees', { connection: connectionId, q: '' }, signal),
  })
  const all = query.data?.licensees ?? none
  const known = useMemo(() => new Map(all.map((licensee) => [licensee.appid, licensee])), [all])
  const find = (appid: string): LicenseeView => known.get(appid) ?? unlisted(appid)
  return { all, find, isPending: query.isPending, isError: query.isError }
}

const none: LicenseeView[] = []

const unlisted = (appid: string): LicenseeView => ({
  appid,
  name: appid,
  subject: null,
  contractNo: null,
  contractEndsOn: null,
  lastRefusalCode: null,
  lastRefusalAt: null,
  isListed: false,
  grantCount: 0,
})
