'use server'
import { action } from '@/lib/action'
import { grantDramas } from '@/lib/grants/grant-dramas'
import { refreshGrants as refreshGrantsWrite } from '@/lib/grants/refresh-grants'
import { saveLicensee as saveLicenseeWrite } from '@/lib/licensees/save-licensee'

export const submitGrant = action(grantDramas)
export const refreshGrants = action(refreshGrantsWrite)
export const saveLicensee = action(saveLicenseeWrite)
