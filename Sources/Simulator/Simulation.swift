/// An organisation that does not exist, answering as AWS would.
package enum Simulation {}
