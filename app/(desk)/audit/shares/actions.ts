'use server'
import { action } from '@/lib/action'
import { addShare as addShareWrite } from '@/lib/sharing/add-share'
import { revokeShare as revokeShareWrite } from '@/lib/sharing/revoke-share'

export const addShare = action(addShareWrite)
export const revokeShare = action(revokeShareWrite)
