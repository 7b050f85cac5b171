'use server'
import { action } from '@/lib/action'
import { addFeed as addFeedWrite } from '@/lib/expiring/add-feed'
import { revokeFeed as revokeFeedWrite } from '@/lib/expiring/revoke-feed'
import { changePassword as changePasswordWrite } from '@/lib/people/change-password'
import { endSession as endSessionWrite } from '@/lib/people/end-session'

export const changePassword = action(changePasswordWrite)
export const endSession = action(endSessionWrite)
export const addFeed = action(addFeedWrite)
export const revokeFeed = action(revokeFeedWrite)
