'use server'
import { action } from '@/lib/action'
import { addConnection as addConnectionWrite } from '@/lib/connections/add-connection'
import { renewConnectionToken as renewConnectionTokenWrite } from '@/lib/connections/renew-token'
import { reopenConnection as reopenConnectionWrite } from '@/lib/connections/reopen-connection'
import { switchConnection as switchConnectionWrite } from '@/lib/connections/switch-connection'
import { testConnection as testConnectionWrite } from '@/lib/connections/test-connection'
import { updateConnection as updateConnectionWrite } from '@/lib/connections/update-connection'

export const addConnection = action(addConnectionWrite)
export const updateConnection = action(updateConnectionWrite)
export const testConnection = action(testConnectionWrite)
export const switchConnection = action(switchConnectionWrite)
export const renewConnectionToken = action(renewConnectionTokenWrite)
export const reopenConnection = action(reopenConnectionWrite)
