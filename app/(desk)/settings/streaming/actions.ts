'use server'
import { action } from '@/lib/action'
import { addSink as addSinkWrite } from '@/lib/streaming/add-sink'
import { removeSink as removeSinkWrite } from '@/lib/streaming/remove-sink'
import { replaySink as replaySinkWrite } from '@/lib/streaming/replay-sink'
import { switchSink as switchSinkWrite } from '@/lib/streaming/switch-sink'
import { testSink as testSinkWrite } from '@/lib/streaming/test-sink'
import { updateSink as updateSinkWrite } from '@/lib/streaming/update-sink'

export const addSink = action(addSinkWrite)
export const updateSink = action(updateSinkWrite)
export const switchSink = action(switchSinkWrite)
export const removeSink = action(removeSinkWrite)
export const replaySink = action(replaySinkWrite)
export const testSink = action(testSinkWrite)
