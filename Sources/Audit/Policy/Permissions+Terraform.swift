extension Permissions {
    /// The role in Terraform's language.
    package var terraform: String {
        let actions = member.map { "      \"\($0)\"," }.joined(separator: "\n")
        return """
            # The role by which Stocktake reads this account. It changes nothing.

            variable "trusted_principal" {
              description = "The ARN of the user or role that runs Stocktake."
              type        = string
            }

            variable "external_id" {
              description = "The external id of the pipeline file; empty asks for none."
              type        = string
              default     = ""
              sensitive   = true
            }

            data "aws_iam_policy_document" "stocktake_trust" {
              statement {
                actions = ["sts:AssumeRole"]
                principals {
                  type        = "AWS"
                  identifiers = [var.trusted_principal]
                }
                dynamic "condition" {
                  for_each = nonsensitive(var.external_id) == "" ? [] : [var.external_id]
                  content {
                    test     = "StringEquals"
                    variable = "sts:ExternalId"
                    values   = [condition.value]
                  }
                }
              }
            }

            data "aws_iam_policy_document" "stocktake_reads" {
              statement {
                sid       = "StocktakeReads"
                resources = ["*"]
                actions = [
            \(actions)
                ]
              }
            }

            resource "aws_iam_role" "stocktake" {
              name                 = "\(roleName)"
              path                 = "\(rolePath)"
              max_session_duration = 3600
              assume_role_policy   = data.aws_iam_policy_document.stocktake_trust.json
            }

            resource "aws_iam_role_policy" "stocktake_reads" {
              name   = "StocktakeReads"
              role   = aws_iam_role.stocktake.id
              policy = data.aws_iam_policy_document.stocktake_reads.json
            }

            output "role_arn" {
              value = aws_iam_role.stocktake.arn
            }

            """
    }
}
