import Testing
import JobQueue
