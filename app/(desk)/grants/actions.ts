'use server'
import { action } from '@/lib/action'
import { discardSlip as discardSlipWrite } from '@/lib/grants/discard-slip'
import { grantDramas } from '@/lib/grants/grant-dramas'
import { refreshGrants as refreshGrantsWrite } from '@/lib/grants/refresh-grants'
import { saveSlip as saveSlipWrite } from '@/lib/grants/save-slip'
import { submitSlip as submitSlipWrite } from '@/lib/grants/submit-slip'
import { saveLicensee as saveLicenseeWrite } from '@/lib/licensees/save-licensee'

export const submitGrant = action(grantDramas)
export const refreshGrants = action(refreshGrantsWrite)
export const saveLicensee = action(saveLicenseeWrite)
export const saveSlip = action(saveSlipWrite)
export const discardSlip = action(discardSlipWrite)
export const submitSlip = action(submitSlipWrite)
